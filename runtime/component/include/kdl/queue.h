/*
 * One end of a queue of messages of equal size in shared memory. The sender alone writes the ring
 * and counts what it has sent in front of it; the receiver alone writes the page in which it
 * counts what it has taken. Both count up for ever, and each trusts its own count only: a lie of
 * the peer loses or repeats messages, no more.
 */
#pragma once
#include <stddef.h>

#include "sync.h"
#include "syscall.h"

#define KDL_QUEUE_HEADER 64             /* bytes in front of the ring */

struct kdl_queue {
    struct kdl_queue *next;
    int id;
    bool sends;
    size_t element, capacity;           /* bytes of a message; messages that fit */
    unsigned char *ring;                /* behind its header */
    uint64_t *sent, *taken;             /* atomic, shared */
    uint64_t count;                     /* this end's own; what it publishes is a copy */
    cptr_t bell;
    struct kdl_mutex guard;
};

/* by constructors of the glue, before anything else runs */
void kdl_queue_add(struct kdl_queue *queue);
