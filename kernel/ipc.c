/*
 * Messages: words and capabilities from one thread to another, replies, and cancelling.
 * Rendezvous is the business of object/endpoint.c and object/notification.c.
 */
#include "ipc.h"
#include "core/message.h"
#include "derive.h"
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

/* The empty slot that the receiver offers, or NULL. */
static inline struct slot *receive_slot(const struct tcb *receiver,
                                        const struct ipc_buffer *buffer)
{
    struct lookup_error why;
    word_t index = buffer->receive_index, depth = buffer->receive_depth;
    const struct slot *root = thread_lookup(receiver, buffer->receive_root, &why);
    if (!root)
        return NULL;
    struct slot *slot = (struct slot *)cap_pointer(root->cap) + index;
    if (depth != 64 || !cspace_is_flat_slot(root->cap, index))
        slot = cspace_lookup_slot(root->cap, index, depth, &why);
    return slot && cap_is_null(slot->cap) ? slot : NULL;
}

/*
 * Hand over capabilities, in order, until one cannot go. One to the very endpoint that the
 * message travels through arrives as its badge; at most one other goes into the receive slot.
 */
static inline void transfer_caps(struct slot *const *extra, word_t count,
                                 const struct endpoint *ep, const struct tcb *receiver,
                                 struct message_info *info)
{
    struct ipc_buffer *buffer = ipc_buffer(receiver, RIGHT_READ | RIGHT_WRITE);
    if (!buffer)
        return;
    struct slot *dest = receive_slot(receiver, buffer);
    for (word_t i = 0; i < count; i++) {
        struct cap cap = extra[i]->cap;
        if (ep && cap_type(cap) == CAP_ENDPOINT && cap_pointer(cap) == ep) {
            buffer->caps_or_badges[i] = cap_badge(cap);
            info->unwrapped += 1u << i;
        } else {
            struct cap copy;
            if (!dest || derive_copy(extra[i], cap, &copy) != ERR_NONE || cap_is_null(copy))
                return;
            derive_insert(copy, extra[i], dest);
            dest = NULL;
        }
        info->extra++;
    }
}

word_t ipc_pass(struct slot *from, const struct endpoint *ep, const struct tcb *receiver)
{
    struct message_info info = {.label = 0};
    transfer_caps(&from, 1, ep, receiver, &info);
    return message_encode(info);
}

static void transfer_message(struct tcb *sender, struct tcb *receiver, struct endpoint *ep,
                             bool may_grant, struct message_info *info)
{
    struct slot *extra[MSG_MAX_EXTRA];
    struct fault ignored;
    word_t count = 0;
    if (may_grant)
        count = ipc_lookup_extra(sender, context_info(&sender->context), extra, &ignored);
    info->length = copy_words(sender, receiver, info->length);
    info->extra = info->unwrapped = 0;
    if (count && count != IPC_UNRESOLVED)
        transfer_caps(extra, count, ep, receiver, info);
}

static void transfer_fault(struct tcb *sender, struct tcb *receiver, struct message_info *info)
{
    word_t words[MSG_MAX_FAULT_WORDS], limit = ipc_write_limit(receiver);
    word_t count = fault_message(sender, words);
    if (count > limit)
        count = limit;
    for (word_t i = 0; i < count; i++)
        ipc_write_word(receiver, i, words[i]);
    *info = (struct message_info){.label = sender->fault.type, .length = count};
}

void ipc_transfer(struct tcb *sender, struct tcb *receiver, struct endpoint *ep, word_t badge,
                  bool may_grant)
{
    struct message_info info = message_decode(context_info(&sender->context));
    if (sender->fault.type == FAULT_NONE)
        transfer_message(sender, receiver, ep, may_grant, &info);
    else
        transfer_fault(sender, receiver, &info);
    context_set_info(&receiver->context, message_encode(info));
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

/* t stops waiting for whatever it waits for, and is stopped; a fault of it is forgotten. */
void ipc_cancel(struct tcb *t)
{
    if (thread_blocked(t)) {
        thread_detach(t);
        thread_set_state(t, THREAD_INACTIVE);
    }
    t->fault.type = FAULT_NONE;
}
