/* The few names of seL4 that component code uses. */
#pragma once
#include <stdint.h>

#include "kdl/syscall.h"

typedef uint64_t seL4_Word;
typedef cptr_t seL4_CPtr;
typedef struct seL4_MessageInfo { seL4_Word words[1]; } seL4_MessageInfo_t;

static inline void seL4_Yield(void)
{
    kdl_yield();
}

static inline void seL4_Signal(seL4_CPtr notification)
{
    kdl_signal(notification);
}

static inline seL4_MessageInfo_t seL4_Wait(seL4_CPtr source, seL4_Word *sender)
{
    struct kdl_message m = kdl_wait(source);

    if (sender)
        *sender = m.badge;
    return (seL4_MessageInfo_t){{m.info}};
}

static inline seL4_MessageInfo_t seL4_Poll(seL4_CPtr source, seL4_Word *sender)
{
    struct kdl_message m = kdl_poll(source);

    if (sender)
        *sender = m.badge;
    return (seL4_MessageInfo_t){{m.info}};
}
