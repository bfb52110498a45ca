/* The capabilities of a message: from the sender's slots to the receiver's. */
#pragma once
#include "derive.h"
#include "ipc.h"

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
 * Hand over the capability that is number index of a message; returns what the receiver's info word
 * is to say about it, 0: it cannot go. One to ep, the very endpoint that the message travels
 * through, arrives as its badge; the first other one fills the receive slot.
 */
static inline __attribute__((always_inline)) word_t
ipc_pass(struct slot *from, word_t index, const struct endpoint *ep, const struct tcb *receiver)
{
    struct ipc_buffer *buffer = ipc_buffer(receiver, RIGHT_READ | RIGHT_WRITE);
    struct cap cap = from->cap, copy;
    if (!buffer)
        return 0;
    if (cap_type(cap) == CAP_ENDPOINT && cap_pointer(cap) == ep) {
        buffer->caps_or_badges[index] = cap_badge(cap);
        return (MSG_UNWRAP_FACTOR << index) + MSG_EXTRA_FACTOR;
    }
    struct slot *dest = receive_slot(receiver, buffer);
    if (!dest || derive_copy(from, cap, &copy) != ERR_NONE || cap_is_null(copy))
        return 0;
    derive_insert(copy, from, dest);
    return MSG_EXTRA_FACTOR;
}
