/*
 * A program that starts again: its first thread gives the data of the program their first contents
 * back, all others wait for that. Whoever watches over it has stopped all of its threads before.
 * Nothing here may rely on data, or call what could.
 */
#include "kdl/restart.h"

#include "kernel/abi/layout.h"
#include "start.h"

/* how often it has started again, in the section that stays as it is; atomic */
static uint64_t restarts __attribute__((section(".bss.kept")));

static void renew(uint64_t count)
{
    const uint64_t *from = (const uint64_t *)COMPONENT_DATA_VADDR;

    for (volatile uint64_t *to = kdl_data; to < kdl_data_end; to++)
        *to = *from++;
    for (volatile uint64_t *to = kdl_bss; to < kdl_bss_end; to++)
        *to = 0;
    __atomic_store_n(&restarts, count, __ATOMIC_RELEASE);
    kdl_wake_all();
}

void kdl_program_start(size_t index, struct ipc_buffer *ipc, char *tls, uint64_t count)
{
    if (count > 0 && index == 0)
        renew(count);
    kdl_thread_start(index, ipc, tls, count);
}

uint64_t kdl_restarts(void)
{
    return __atomic_load_n(&restarts, __ATOMIC_ACQUIRE);
}
