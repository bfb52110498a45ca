/*
 * What the scheduler is to do, as an executable specification: who runs, what is charged to whom,
 * when the timer is due. Lists, numbers and loops, no pointers; nothing of the kernel is used.
 *
 * Time passes in units of half the least budget. A budget is as many tokens as it has units, each
 * with the moment from which on it may be used: running for a unit takes the first token, which
 * comes back one period later. Tokens whose moments touch are a refill; no more than the first
 * refill can be used at a stretch. (A kernel whose contexts hold fewer refills than the budget has
 * units puts some of them off: those are for test_explore_refill.c.)
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#define M_THREADS       6
#define M_CONTEXTS      6
#define M_ENDPOINTS     2
#define M_NOTIFICATIONS 2
#define M_PRIORITIES    3
#define M_DOMAINS       2
#define M_TURNS         2
#define M_TOKENS        6
#define M_LEAST         2       /* units that are worth a switch */
#define M_NOBODY        (-1)    /* also: nothing, none */
#define M_NEVER         1000000000

enum m_state { M_STOPPED, M_READY, M_RECEIVING, M_SENDING, M_CALLING, M_WAITING };

/* From the first to the last; what is behind it is 0. */
struct m_list { int8_t count, item[M_THREADS]; };

struct m_thread {
    uint8_t state;              /* enum m_state */
    int8_t priority, domain, context;
    int8_t on;                  /* endpoint or notification, by state */
    int8_t call, timeout;       /* SENDING, CALLING: a call; or the fault of an exhausted budget */
    int8_t reply;               /* RECEIVING: to be used, of whom; CALLING: whose will answer */
    int8_t bound;               /* notification */
    int8_t yields_to;           /* context */
    int8_t hears_timeout;       /* endpoint that hears when its budget is exhausted */
    int8_t postponed;           /* until its next refill */
};

struct m_context {
    int8_t budget, period;      /* budget 0: not configured; period 0: round robin */
    int8_t sporadic, left;      /* left: of the slice, round robin */
    int8_t thread, notification, yields_from;
    struct m_list lent;         /* whose replies bring it back, the newest first */
    int32_t consumed;
    int32_t token[M_TOKENS];
};

struct m_notification { int8_t active, bound, context; struct m_list waiting; };

/* What an entry has asked for so far. */
enum m_action { M_GO_ON, M_CANDIDATE, M_CHOOSE };

struct model {
    int8_t threads, contexts;   /* that there are */
    struct m_thread thread[M_THREADS];
    struct m_context context[M_CONTEXTS];
    int8_t caller[M_THREADS];   /* who waits at this thread's reply object, itself or a caller */
    struct m_list endpoint[M_ENDPOINTS];
    struct m_notification notification[M_NOTIFICATIONS];
    struct m_list ready[M_DOMAINS][M_PRIORITIES];
    struct m_list postponed;    /* by the moment of the first token */
    int8_t running, charged;    /* thread and context */
    int8_t action, candidate;
    int8_t scheduled, turn, domain;
    int32_t now, since, turn_end;       /* since: time from here on is not charged yet */
};

extern const struct m_turn { int8_t domain, length; } m_turns[M_TURNS];

void m_init(struct model *m, int threads, int contexts);

/* ---- sched_model.c: who runs ---- */

/* An entry begins: false: the running thread's time is up, so what it wanted is not done. */
bool m_enter(struct model *m);
/*
 * And ends. puts_off: whoever is due is left to the timer's interrupt, which must be pending.
 */
void m_leave(struct model *m, bool puts_off);
int32_t m_deadline(const struct model *m);      /* when the timer is to interrupt */
bool m_due(const struct model *m);              /* a refill or the next turn */

void m_list_add(struct m_list *l, int item);
void m_list_prepend(struct m_list *l, int item);
bool m_list_remove(struct m_list *l, int item);         /* false: it was not there */
int m_runs_of(const struct m_context *c);       /* how many refills there are */

bool m_round_robin(const struct m_context *c);
bool m_has_time(const struct model *m, int context);    /* it may be used now */
bool m_schedulable(const struct model *m, int t);
void m_set_state(struct model *m, int t, enum m_state state);
void m_out(struct model *m, int t);             /* of all queues of the scheduler */
void m_choose(struct model *m);
void m_became_ready(struct model *m, int t);
void m_wake_context(struct model *m, int context);
void m_postpone(struct model *m, int t);
void m_yield(struct model *m);
void m_set_priority(struct model *m, int t, int priority);
void m_set_domain(struct model *m, int t, int domain);
void m_start_turns(struct model *m);
void m_configure(struct model *m, int context, int budget, int period, bool sporadic);
void m_give(struct model *m, int context, int t);       /* t has none; whoever had it loses it */
void m_take(struct model *m, int context);              /* from its thread */
void m_complete_yield(struct model *m, int t);

/* ---- sched_model_ipc.c: messages, signals, and what capabilities do. False: refused ---- */

void m_line_up_again(struct model *m, int t);  /* its priority is another one */
bool m_timeout(struct model *m, int t);         /* somebody hears that t's budget is exhausted */
void m_send(struct model *m, int endpoint, bool blocking, bool call, bool donate);
void m_receive(struct model *m, int endpoint, bool blocking, bool with_reply);
void m_reply(struct model *m, int whose);       /* by that thread's reply object */
void m_signal(struct model *m, int notification);
void m_wait(struct model *m, int notification, bool blocking);
void m_suspend(struct model *m, int t);
void m_resume(struct model *m, int t);
bool m_bind(struct model *m, int context, int t);
bool m_bind_notification(struct model *m, int context, int notification);
bool m_unbind(struct model *m, int context);
bool m_unbind_thread(struct model *m, int context, int t);
bool m_yield_to(struct model *m, int context);
bool m_listen(struct model *m, int t, int notification);    /* bind it to the thread */
bool m_listen_no_more(struct model *m, int t);
