/*
 * The scheduler: ready queues by priority, release queue by time, scheduling contexts.
 */
#pragma once
#include "kernel.h"

void sched_init(struct cpu *cpu, struct tcb *idle);
void thread_set_state(struct tcb *t, enum thread_state state);  /* leaves queues; asks to choose */
void thread_set_priority(struct tcb *t, uint8_t priority);
void thread_suspend(struct tcb *t);     /* cancels IPC, leaves queues, INACTIVE */
void thread_restart(struct tcb *t);     /* RESTART if it was stopped or blocked */
void sched_ready(struct tcb *t);        /* append to its queue, or to the release queue */
void sched_remove(struct tcb *t);       /* out of ready and release queue */
void sched_possible_switch(struct tcb *t);  /* t became runnable: run it now if it is higher */
void sched_yield(void);
void schedule(void);                    /* carry out what was asked for; sets cpu->current */
void sched_account(void);               /* on kernel entry: charge the time since the last */
bool sched_check_budget(void);          /* false: the current thread has run out */
void sched_tick(void);                  /* timer interrupt */

/* scheduling contexts: refills, binding, donation */
void sc_configure(struct sched_context *sc, ticks_t budget, ticks_t period, word_t refills,
                  word_t badge, bool sporadic, word_t core);
void sc_bind_tcb(struct sched_context *sc, struct tcb *t);
void sc_unbind_tcb(struct sched_context *sc);
void sc_donate(struct sched_context *sc, struct tcb *to);
void reply_push(struct tcb *caller, struct tcb *callee, struct reply *reply, bool donate);
void reply_pop(struct reply *reply, struct tcb *tcb);
void reply_remove(struct reply *reply, struct tcb *tcb);
