/*
 * Threads, scheduling contexts, endpoints, notifications, reply objects: the structures.
 * Semantics are those of seL4 MCS.
 *
 * struct tcb lies at the start of its 2 KiB object; its capability slots at the end of it.
 */
#pragma once
#include "arch.h"
#include "core/heap.h"
#include "core/refill.h"
#include "cspace.h"

enum thread_state {
    THREAD_RUNNING, THREAD_RESTART, THREAD_BLOCKED_RECEIVE, THREAD_BLOCKED_SEND,
    THREAD_BLOCKED_REPLY, THREAD_BLOCKED_NOTIFICATION, THREAD_INACTIVE, THREAD_IDLE
} __attribute__((packed));

struct tcb_link { struct tcb *next, *prev; };
struct tcb_queue { struct tcb *head, *tail; };

struct fault {
    enum fault_type type;
    word_t word[4];                     /* VM: address, fetch, syndrome; cap: address, in receive;
                                           user exception: class, syndrome; syscall: number;
                                           debug: reason, address, number;
                                           timeout: badge, microseconds consumed */
    struct lookup_error lookup;         /* capability faults */
};

/* A system error that its thread was not told of; number 0: none. As in a user exception. */
struct untold { word_t number, syndrome; };

/*
 * One-shot link from a server back to its caller. Where the caller lent its scheduling context,
 * the replies form that context's call stack, newest first:
 *     sc->reply == newest,  newest->next == sc + 1,  newest->prev == the one before,  ...
 * A reply outside every call stack has prev == next == 0.
 */
struct reply {
    struct tcb *tcb;                    /* blocked caller (REPLY) or receiver (RECEIVE), or NULL */
    word_t prev;                        /* older struct reply *, or 0 */
    word_t next;                        /* newer struct reply *, or struct sched_context * + 1 */
};
_Static_assert(sizeof(struct reply) <= 1u << 5, "reply fits its object");

/*
 * The right to processor time. refills.max == 0: not configured, nobody runs on it.
 * sc->tcb != NULL implies sc->tcb->sc == sc.
 */
struct sched_context {
    ticks_t period;                     /* 0: round robin, budget only */
    ticks_t consumed;
    word_t core;
    struct tcb *tcb;                    /* that runs on it, or NULL */
    struct reply *reply;                /* head of the call stack, or NULL */
    struct notification *notification;  /* bound, or NULL */
    word_t badge;
    struct tcb *yield_from;             /* waits in yield_to for this context's thread */
    bool sporadic;
    struct refill_queue refills;        /* last: its ring fills the rest of the object */
};
_Static_assert(sizeof(struct sched_context) + REFILL_MIN * sizeof(struct refill) <=
               1u << SCHED_CONTEXT_MIN_BITS, "the smallest context holds the fewest refills");

enum notification_state { NOTIFICATION_IDLE, NOTIFICATION_WAITING, NOTIFICATION_ACTIVE };
struct notification {
    enum notification_state state;
    word_t badge;                       /* signals not yet seen; 0 unless ACTIVE */
    struct tcb_queue queue;             /* empty unless WAITING */
    struct tcb *bound;
    struct sched_context *sc;
};

_Static_assert(sizeof(struct notification) <= 1u << 6, "notification fits its object");

/*
 * queue: all senders or all receivers, by priority, FIFO within one; which of the two is the
 * state of the thread at its head (endpoint.c)
 */
struct endpoint { struct tcb_queue queue; };
_Static_assert(sizeof(struct endpoint) <= 1u << 4, "endpoint fits its object");

enum tcb_slot { TCB_SLOT_CSPACE, TCB_SLOT_VSPACE, TCB_SLOT_BUFFER, TCB_SLOT_FAULT,
                TCB_SLOT_TIMEOUT, TCB_SLOT_COUNT };

/*
 * in_ready_queue, in_release_queue: never both; either implies a runnable state and sc != NULL.
 * core: the core of sc, whose queues the thread stands in; without sc, of the one it had last.
 * in_syscall: the pc is behind an SVC that has not completed; a thread that stops or restarts in
 * this state executes it again.
 * spaces: what the slots of both spaces come to, for the fast path; of use while spaces_noted.
 * Two threads whose spaces_valid differ in nothing but the priority need no more for a switch than
 * context.space.
 * reply: not NULL in a queue of an endpoint means that the thread waits to receive.
 */
struct tcb {
    struct arch_context context;        /* first: assembly finds registers at offset 0 */
    struct slot *spaces_slot;           /* CSpace of one level without a guard; else of no slots */
    word_t spaces_slot_count;
    union {                             /* in front of sc: both by one load */
        word_t spaces_valid;
        uint8_t priority;               /* its lowest byte */
    };
    struct sched_context *sc;
    struct reply *reply;                /* RECEIVE: to be used; REPLY: waiting on */
    union {
        struct { enum thread_state state; bool in_syscall; };
        uint16_t progress;              /* both in one word */
    };
    uint8_t mcp;
    bool in_ready_queue, in_release_queue;
    uint16_t flags;                     /* this and the next two: spaces_forget after a change */
    uint8_t domain, core;
    struct sched_context *yield_to;
    struct tcb_link ready;              /* ready queue */
    struct heap_node release;           /* release queue, by the time of the head refill */
    struct tcb_link ipc;                /* queue of the endpoint or notification */
    struct tcb_link group;              /* the last of its priority there: the last ones of the
                                           priorities above (prev) and below (next); else NULL */
    void *blocking_on;                  /* endpoint or notification, by state; else NULL */
    word_t blocking_badge;
    bool blocking_grant, blocking_grant_reply, blocking_call;
    struct notification *bound;
    struct fault fault;
    struct ipc_buffer *buffer;          /* inside the frame in TCB_SLOT_BUFFER, if there is one */
    struct tcb_link all;                /* every thread, for the state dump */
    struct untold untold;               /* with one core none between two entries */
    char name[32];
    struct arch_fpu fpu;
    struct slot slot[TCB_SLOT_COUNT] __attribute__((aligned(32)));
};
_Static_assert(sizeof(struct tcb) <= 1u << TCB_BITS, "thread fits its object");

static inline struct cap tcb_cspace(const struct tcb *t) { return t->slot[TCB_SLOT_CSPACE].cap; }
