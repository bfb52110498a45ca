/*
 * Threads, scheduling contexts, endpoints, notifications, reply objects: the structures.
 * Semantics are those of seL4 MCS.
 *
 * struct tcb lies at the start of its 2 KiB object; its capability slots at the end of it.
 */
#pragma once
#include "arch.h"
#include "cspace.h"

enum thread_state {
    THREAD_INACTIVE, THREAD_RUNNING, THREAD_RESTART, THREAD_BLOCKED_RECEIVE, THREAD_BLOCKED_SEND,
    THREAD_BLOCKED_REPLY, THREAD_BLOCKED_NOTIFICATION, THREAD_IDLE
};

struct tcb_link { struct tcb *next, *prev; };
struct tcb_queue { struct tcb *head, *tail; };

struct fault {
    enum fault_type type;
    word_t word[4];                     /* VM: address, fetch, syndrome; cap: address, in receive;
                                           user exception: number, code; syscall: number;
                                           timeout: badge, consumed */
    struct lookup_error lookup;         /* capability faults */
};

/* one-shot link from a server back to its caller */
struct reply {
    struct tcb *tcb;                    /* blocked caller (REPLY) or receiver (RECEIVE), or NULL */
    word_t prev, next;                  /* call stack of the scheduling context; see sched.h */
};

#define REFILL_MIN 2
struct refill { ticks_t time, amount; };

struct sched_context {
    ticks_t period;                     /* 0: round robin, budget only */
    ticks_t consumed;
    word_t core;
    struct tcb *tcb;                    /* that runs on it, or NULL */
    struct reply *reply;                /* head of the call stack, or NULL */
    struct notification *notification;  /* bound, or NULL */
    word_t badge;
    struct tcb *yield_from;
    uint16_t refill_max, refill_head, refill_tail;
    bool sporadic;
    struct refill refill[];             /* ring, as many as the size permits */
};

enum notification_state { NOTIFICATION_IDLE, NOTIFICATION_WAITING, NOTIFICATION_ACTIVE };
struct notification {
    enum notification_state state;
    word_t badge;                       /* signals not yet seen; 0 unless ACTIVE */
    struct tcb_queue queue;             /* empty unless WAITING */
    struct tcb *bound;
    struct sched_context *sc;
};

/* queue: all senders or all receivers, by priority, FIFO within one */
enum endpoint_state { ENDPOINT_IDLE, ENDPOINT_SEND, ENDPOINT_RECEIVE };
struct endpoint { struct tcb_queue queue; };    /* state is in bits 0..1 of tail: endpoint.c */

enum tcb_slot { TCB_SLOT_CSPACE, TCB_SLOT_VSPACE, TCB_SLOT_BUFFER, TCB_SLOT_FAULT,
                TCB_SLOT_TIMEOUT, TCB_SLOT_COUNT };

#define TCB_FLAG_NO_FPU 1u
#define TCB_FLAG_TIMER  2u

struct tcb {
    struct arch_context context;        /* first: assembly finds registers at offset 0 */
    enum thread_state state;
    uint8_t priority, mcp, domain, core;
    bool in_ready_queue, in_release_queue;
    uint32_t flags;
    struct sched_context *sc, *yield_to;
    struct tcb_link ready;              /* ready queue or release queue */
    struct tcb_link ipc;                /* queue of the endpoint or notification */
    void *blocking_on;                  /* struct endpoint or notification, by state */
    word_t blocking_badge;
    bool blocking_grant, blocking_grant_reply, blocking_call;
    struct reply *reply;                /* RECEIVE: to be used; REPLY: waiting on */
    struct notification *bound;
    struct fault fault;
    vaddr_t buffer_vaddr;
    struct ipc_buffer *buffer;          /* kernel address, NULL without a valid one */
    struct tcb_link all;                /* every thread, for the state dump */
    char name[32];
    struct slot slot[TCB_SLOT_COUNT] __attribute__((aligned(32)));
};
_Static_assert(sizeof(struct tcb) <= 1u << TCB_BITS, "thread fits its object");

static inline struct cap tcb_cspace(const struct tcb *t) { return t->slot[TCB_SLOT_CSPACE].cap; }
