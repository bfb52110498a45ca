/*
 * Messages from one thread to another, and replies. Capabilities of a message are handed over in
 * ipc_caps.h; rendezvous is the business of object/endpoint.c and object/notification.c.
 */
#include "ipc.h"
#include "core/message.h"
#include "ipc_caps.h"
#include "print.h"
#include "queue.h"
#include "sched.h"

word_t ipc_read_word(struct tcb *t, word_t index)
{
    if (index < MSG_REGISTERS)
        return context_word(&t->context, index);
    struct ipc_buffer *buffer = ipc_buffer(t, RIGHT_READ);
    return buffer && index < MSG_MAX_LENGTH ? buffer->msg[index] : 0;
}

/* Words that t cannot receive are dropped. */
void ipc_write_word(struct tcb *t, word_t index, word_t value)
{
    if (index < MSG_REGISTERS) {
        context_set_word(&t->context, index, value);
        return;
    }
    struct ipc_buffer *buffer = ipc_buffer(t, RIGHT_READ | RIGHT_WRITE);
    if (buffer && index < MSG_MAX_LENGTH)
        buffer->msg[index] = value;
}

word_t ipc_write_limit(struct tcb *t)
{
    return ipc_buffer(t, RIGHT_READ | RIGHT_WRITE) ? MSG_MAX_LENGTH : MSG_REGISTERS;
}

/* Registers always; the rest where both sides have a buffer. Returns the words moved. */
static word_t copy_words(struct tcb *from, struct tcb *to, word_t length)
{
    word_t in_registers = length < MSG_REGISTERS ? length : MSG_REGISTERS;
    for (word_t i = 0; i < in_registers; i++)
        context_set_word(&to->context, i, context_word(&from->context, i));
    if (length <= MSG_REGISTERS)
        return length;
    const struct ipc_buffer *source = ipc_buffer(from, RIGHT_READ);
    struct ipc_buffer *target = ipc_buffer(to, RIGHT_READ | RIGHT_WRITE);
    if (!source || !target)
        return in_registers;
    for (word_t i = MSG_REGISTERS; i < length; i++)
        target->msg[i] = source->msg[i];
    return length;
}

/* One of them, in a CSpace of any shape; NULL and *fault: it did not resolve. */
struct slot *ipc_lookup_deep(const struct tcb *t, cptr_t cptr, struct fault *fault)
{
    struct slot *slot = cspace_lookup(tcb_cspace(t), cptr, &fault->lookup);
    if (!slot) {
        fault->type = FAULT_CAP;
        fault->word[0] = cptr;
        fault->word[1] = false;
    }
    return slot;
}

/* Capabilities go in order, until one cannot. Returns what the receiver's info word is to be. */
static word_t transfer_message(struct tcb *sender, struct tcb *receiver, struct endpoint *ep,
                               bool may_grant)
{
    struct message_info info = message_decode(context_info(&sender->context));
    struct slot *extra[MSG_MAX_EXTRA];
    struct fault ignored;
    word_t count = 0, passed = 0;
    if (may_grant)
        count = ipc_lookup_extra(sender, context_info(&sender->context), extra, &ignored);
    if (count == IPC_UNRESOLVED)
        count = 0;
    info.length = copy_words(sender, receiver, info.length);
    info.extra = info.unwrapped = 0;
    for (word_t i = 0, last = 1; i < count && last; i++)
        passed += last = ipc_pass(extra[i], i, ep, receiver);
    return message_encode(info) + passed;
}

/* The same for a fault of the sender. */
static word_t transfer_fault(struct tcb *sender, struct tcb *receiver)
{
    word_t words[MSG_MAX_FAULT_WORDS], limit = ipc_write_limit(receiver);
    word_t count = fault_message(sender, words);
    if (count > limit)
        count = limit;
    for (word_t i = 0; i < count; i++)
        ipc_write_word(receiver, i, words[i]);
    return message_encode((struct message_info){.label = sender->fault.type, .length = count});
}

void ipc_transfer(struct tcb *sender, struct tcb *receiver, struct endpoint *ep, word_t badge,
                  bool may_grant)
{
    context_set_info(&receiver->context, sender->fault.type == FAULT_NONE
                     ? transfer_message(sender, receiver, ep, may_grant)
                     : transfer_fault(sender, receiver));
    context_set_badge(&receiver->context, badge);
}

/* ---- replies ---- */

static void wake_replied(struct tcb *t, bool timed_out)
{
    struct sched_context *sc = t->sc;
    if (!sc || !thread_runnable(t))
        return;
    if (sc_active(sc) && !sc_ready(sc) && !timed_out && fault_timeout(t))
        return;
    sched_possible_switch(t);
}

/*
 * sender answers whoever waits on the reply object; nobody: nothing happens. A thread that
 * faulted goes on or stays stopped, as the answer says.
 */
void ipc_reply(struct tcb *sender, struct reply *reply, bool may_grant)
{
    struct tcb *t = reply->tcb;
    if (!t || t->state != THREAD_BLOCKED_REPLY)
        return;
    reply_remove(reply, t);
    sc_wake(t->sc);
    enum fault_type type = t->fault.type;
    if (type == FAULT_NONE) {
        ipc_transfer(sender, t, NULL, 0, may_grant);
        thread_set_state(t, THREAD_RUNNING);
    } else {
        bool restart = fault_reply(t, sender);
        t->fault.type = FAULT_NONE;
        thread_set_state(t, restart ? THREAD_RESTART : THREAD_INACTIVE);
    }
    wake_replied(t, type == FAULT_TIMEOUT);
}

/* ---- cancelling ---- */

void thread_detach(struct tcb *t)
{
    struct endpoint *ep = t->blocking_on;
    struct notification *n = t->blocking_on;
    switch (t->state) {
    case THREAD_BLOCKED_RECEIVE:
        if (t->reply)
            reply_unlink(t->reply, t);
        endpoint_leave(ep, t);
        break;
    case THREAD_BLOCKED_SEND:
        endpoint_leave(ep, t);
        break;
    case THREAD_BLOCKED_NOTIFICATION:
        wait_remove(&n->queue, t);
        if (!n->queue.head)
            n->state = NOTIFICATION_IDLE;
        break;
    case THREAD_BLOCKED_REPLY:
        reply_cancel(t);
        break;
    case THREAD_INACTIVE:
    case THREAD_RUNNING:
    case THREAD_RESTART:
    case THREAD_IDLE:
        break;
    }
    t->blocking_on = NULL;
}
