/*
 * Reply objects as capabilities; what they do stands in kernel/reply.c.
 */
#include "ipc.h"
#include "print.h"
#include "sched.h"

/* A waiting caller will never be answered: it stops. A receiver that meant to use it stops too. */
static struct finalised reply_finalise(struct cap cap, bool final)
{
    struct reply *reply = cap_pointer(cap);
    struct tcb *t = reply->tcb;
    if (final && t) {
        if (t->state == THREAD_BLOCKED_REPLY) {
            reply_remove(reply, t);
            thread_set_state(t, THREAD_INACTIVE);
            t->fault.type = FAULT_NONE;
        } else {
            ipc_cancel(t);
        }
    }
    return (struct finalised){.remainder = cap_null()};
}

static void reply_describe(struct cap cap)
{
    print(" object %p grant %u", cap_pointer(cap), (unsigned)cap_reply_may_grant(cap));
}

const struct object_ops reply_ops = {
    .name = "reply",
    .finalise = reply_finalise,
    .describe = DEBUG_ONLY(reply_describe),
};
