/*
 * Messages between threads: the slow, complete path.
 */
#pragma once
#include "kernel.h"
#include "object.h"

#define MSG_MAX_FAULT_WORDS (13 + FAULT_REGISTERS)  /* the longest: unknown system call */

void endpoint_send(struct endpoint *ep, struct tcb *sender, word_t badge, word_t rights,
                   bool blocking, bool call, bool may_donate);
void endpoint_receive(struct tcb *receiver, struct cap cap, bool blocking, struct reply *reply);
void endpoint_leave(struct endpoint *ep, struct tcb *t);    /* out of the queue, no more */
/* Preemptible; each thread that was sent away is progress. */
enum err endpoint_cancel_all(struct endpoint *ep) must_check;
/*
 * Preempted, *ticket is set: with that ticket another call goes on where this one stopped, unless
 * it is void by now; then, and with 0, from the start.
 */
enum err endpoint_cancel_badge(struct endpoint *ep, word_t badge, word_t *ticket) must_check;
void notification_signal(struct notification *n, word_t badge);
void notification_wait(struct tcb *receiver, struct cap cap, bool blocking);
enum err notification_cancel_all(struct notification *n) must_check;    /* preemptible */
void notification_complete(struct notification *n, struct tcb *t);    /* ACTIVE: t takes it */
void notification_unbind(struct notification *n);
void ipc_cancel(struct tcb *t);                     /* whatever t blocks on */
void ipc_reply(struct tcb *sender, struct reply *reply, bool may_grant);
/* Turn t->fault into a message to its handler; without one it stops for good (and says so). */
void fault_deliver(struct tcb *t);
void fault_deliver_untold(struct tcb *t);       /* t->untold */
bool fault_timeout(struct tcb *t);  /* deliver an exhausted budget; false: nobody is to hear it */
word_t fault_message(struct tcb *t, word_t *words); /* words to send; returns their number */
bool fault_reply(struct tcb *t, struct tcb *handler);   /* true: restart t */

/* Has t an IPC buffer that grants these rights (RIGHT_*)? */
static inline bool ipc_has_buffer(const struct tcb *t, word_t rights)
{
    word_t wanted = cap_frame(0, FRAME_SIZE_4K, rights, false).w[0];
    word_t mask = 31 | cap_frame(0, FRAME_SIZE_4K, rights, false).w[0];
    return (t->slot[TCB_SLOT_BUFFER].cap.w[0] & mask) == wanted;
}
/* Has it one for both that is in a 4 KiB frame? Then that is one comparison. */
static inline bool ipc_has_own_page(const struct tcb *t)
{
    word_t wanted = cap_frame(0, FRAME_SIZE_4K, RIGHT_READ | RIGHT_WRITE, false).w[0];
    return (uint8_t)t->slot[TCB_SLOT_BUFFER].cap.w[0] == wanted;
}
/* as the kernel sees it, or NULL */
static inline struct ipc_buffer *ipc_buffer(const struct tcb *t, word_t rights)
{
    return ipc_has_buffer(t, rights) ? t->buffer : NULL;
}
word_t ipc_read_word(struct tcb *t, word_t index);  /* message words, register or buffer */
void ipc_write_word(struct tcb *t, word_t index, word_t value);
word_t ipc_write_limit(struct tcb *t);              /* words that t can receive: 8 or 120 */
/*
 * Resolve the capabilities that a message of t with this info names; returns how many those are,
 * none without a buffer. IPC_UNRESOLVED: *fault says which did not resolve.
 */
#define IPC_UNRESOLVED (MSG_MAX_EXTRA + 1u)
struct slot *ipc_lookup_deep(const struct tcb *t, cptr_t cptr, struct fault *fault) must_check;
static inline must_check word_t ipc_lookup_extra(const struct tcb *t, word_t info,
                                                 struct slot *extra[MSG_MAX_EXTRA],
                                                 struct fault *fault)
{
    word_t count = info / MSG_EXTRA_FACTOR % (MSG_MAX_EXTRA + 1);
    if (!count)
        return 0;
    const struct ipc_buffer *buffer = ipc_buffer(t, RIGHT_READ);
    if (UNLIKELY(!buffer))
        return 0;
    word_t flat = spaces_noted(cpu(), t) ? t->spaces_slot_count : 0;
    for (word_t i = 0; i < count; i++) {
        cptr_t cptr = buffer->caps_or_badges[i];
        if (!UNLIKELY(cptr >= flat))
            extra[i] = &t->spaces_slot[cptr];
        else if (!(extra[i] = ipc_lookup_deep(t, cptr, fault)))
            return IPC_UNRESOLVED;
    }
    return count;
}
/* Move sender's message, or its fault, to receiver. ep: where it was sent, NULL for a reply. */
void ipc_transfer(struct tcb *sender, struct tcb *receiver, struct endpoint *ep, word_t badge,
                  bool may_grant);

void thread_detach(struct tcb *t);      /* out of what it blocks on; its state stays as it was */
