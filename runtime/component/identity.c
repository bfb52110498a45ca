/* Who am I? */
#include <camkes/tls.h>
#include <camkes/version.h>
#include <sel4/sel4.h>

#include "kdl/instance.h"
#include "kdl/invoke.h"
#include "kdl/print.h"

const char *get_instance_name(void);
const char *get_thread_name(void);
int get_instance_affinity(void);

const char *camkes_release = "3.11.0";

camkes_tls_t *camkes_get_tls(void)
{
    static __thread camkes_tls_t own;

    own.thread_index = (unsigned)(kdl_self - kdl_threads) + 1;
    return &own;
}

const char *get_instance_name(void)
{
    return kdl_instance.name;
}

const char *get_thread_name(void)
{
    return kdl_self->name;
}

int get_instance_affinity(void)
{
    return kdl_instance.affinity;
}

void seL4_DebugPutChar(char c)
{
    kdl_write(&c, 1);
}

void seL4_DebugPutString(char *text)
{
    kdl_write(text, __builtin_strlen(text));
}

/* Names of threads come from the description; a component cannot change them. */
void seL4_DebugNameThread(seL4_CPtr tcb, const char *name)
{
    (void)tcb, (void)name;
}

/* What a component holds, and how others fare, is not for it to ask. */
seL4_Uint32 seL4_DebugCapIdentify(seL4_CPtr cap)
{
    (void)cap;
    return 0;
}

void seL4_DebugDumpScheduler(void)
{
}

void seL4_DebugSnapshot(void)
{
}

_Noreturn void seL4_DebugHalt(void)
{
    kdl_stop();
}
