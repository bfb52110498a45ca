/* Generated from component/component.c.m4 for Client: do not edit. */
#include <camkes.h>
#include <camkes/vma.h>
#include <kdl/frame.h>
#include <kdl/instance.h>
#include <kdl/sync.h>

const struct kdl_thread kdl_threads[] = {
    [0] = {.name = "control", .number = 1, .park = 3, .reply = 0,
        .unhurried = 1},
    [1] = {
        .name = "tick", .number = 2, .park = 7, .reply = 0,
        .settle = 0, .time = 0, .unhurried = 1, .init = tick__init, .run = tick__run,
    },
};

void (*const kdl_inits[])(void) = {
    words__init,
    bytes__init,
    large__init,
    spare__init,
    ring__init,
    other_tick__init,
    window__init,
    spot__init,
    NULL
};

const struct kdl_smc_slot kdl_smc_slots[] = {
    {0x84000008ul, 2},
    {0}
};

const struct kdl_line kdl_lines[] = {
    {0}
};

const struct kdl_pooled kdl_pooled[] = {
    {0}
};

const struct kdl_watched kdl_watched[] = {
    {0}
};

const struct kdl_watched_area kdl_watched_areas[] = {
    {0}
};

const struct camkes_vma camkes_vmas[] = {
    {kdl_code, kdl_code_end, true, false, true, true, "code"},
    {kdl_constants, kdl_constants_end, true, false, false, true, "constants"},
    {kdl_variables, kdl_variables_end, true, true, false, true, "variables"},
    {(void *)0x1000d000ul, (void *)0x1000f000ul, true, true, false, true, "large.buffer1"},
    {(void *)0x10010000ul, (void *)0x10010064ul, true, true, false, true, "window"},
    {(void *)0x10012000ul, (void *)0x10013000ul, true, true, false, true, "spot"},
    {(void *)0x10000000ul, (void *)0x10001000ul, true, true, false, true, "control.ipc"},
    {(void *)0x10003000ul, (void *)0x10007000ul, true, true, false, true, "control.stack"},
    {(void *)0x10002000ul, (void *)0x10003000ul, false, false, false, false, "control.stack.guard"},
    {(void *)0x10014000ul, (void *)0x10114000ul, true, true, false, true, "heap"},
    {(void *)0x10001000ul, (void *)0x10002000ul, true, true, false, true, "tick.ipc"},
    {(void *)0x10008000ul, (void *)0x1000c000ul, true, true, false, true, "tick.stack"},
    {(void *)0x10007000ul, (void *)0x10008000ul, false, false, false, false, "tick.stack.guard"},
};
const size_t camkes_vmas_size = sizeof camkes_vmas / sizeof camkes_vmas[0];

const struct kdl_frame kdl_frames[] = {
    {0}
};

const struct kdl_device kdl_devices[] = {
    {0}
};

/* the heap, as CAmkES names it; what is written here has no effect */
char *morecore_area = (char *)0x10014000ul;
size_t morecore_size = 0x100000ul;

const struct kdl_component kdl_component = {
    .control = true,
    .restarts = false,
    .heap = 0x10014000ul,
    .heap_size = 0x100000ul,
    .dma_cached = 0x0ul,
    .dma_uncached = 0x0ul,
    .dma_size = 0x0ul,
    .console = 1,
    .faults = 0,
    .program_threads = 2,
    .thread_count = sizeof kdl_threads / sizeof kdl_threads[0],
    .init_count = sizeof kdl_inits / sizeof kdl_inits[0] - 1,
};

static struct kdl_mutex kdl_lock_of_lock;

int lock_lock(void)
{
    kdl_mutex_lock(&kdl_lock_of_lock);
    return 0;
}

int lock_unlock(void)
{
    kdl_mutex_unlock(&kdl_lock_of_lock);
    return 0;
}

static struct kdl_semaphore kdl_semaphore_of_count = {.value = 1, .limit = 0};

int count_wait(void)
{
    kdl_semaphore_wait(&kdl_semaphore_of_count);
    return 0;
}

int count_trywait(void)
{
    return kdl_semaphore_trywait(&kdl_semaphore_of_count) ? 0 : -1;
}

int count_post(void)
{
    (void)kdl_semaphore_post(&kdl_semaphore_of_count);
    return 0;
}

static struct kdl_semaphore kdl_semaphore_of_flag = {.value = 0, .limit = 1};

int flag_wait(void)
{
    kdl_semaphore_wait(&kdl_semaphore_of_flag);
    return 0;
}

int flag_trywait(void)
{
    return kdl_semaphore_trywait(&kdl_semaphore_of_flag) ? 0 : -1;
}

int flag_post(void)
{
    (void)kdl_semaphore_post(&kdl_semaphore_of_flag);
    return 0;
}
