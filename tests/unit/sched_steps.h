/*
 * Steps that the model of the scheduler and the kernel take side by side, and the comparison of
 * what comes out: all that the model knows, and when the timer is due.
 */
#pragma once
#include "sched_model.h"
#include "world.h"

enum step_kind {
    STEP_PASS,                  /* a: units go by, nobody enters the kernel */
    STEP_TIMER, STEP_INTERRUPT, /* which signals notification 0 */
    STEP_YIELD,
    STEP_CALL, STEP_SEND, STEP_NB_SEND, STEP_RECV, STEP_NB_RECV, STEP_RECV_ONLY, /* a: endpoint */
    STEP_REPLY,                 /* a: by whose reply object */
    STEP_REPLY_RECV,            /* by its own; a: endpoint */
    STEP_SIGNAL, STEP_WAIT, STEP_NB_WAIT,       /* a: notification */
    STEP_SIGNAL_RECV,           /* a: notification, b: endpoint */
    STEP_SEND_RECV,             /* a, b: endpoints */
    STEP_SUSPEND, STEP_RESUME,  /* a: thread */
    STEP_PRIORITY, STEP_DOMAIN, /* a: thread, b: which */
    STEP_BIND, STEP_UNBIND_THREAD,      /* a: context, b: thread */
    STEP_LEND,                  /* a: context, b: notification: bind it */
    STEP_UNBIND, STEP_YIELD_TO, STEP_CONSUMED,  /* a: context */
    STEP_CONFIGURE,             /* a: context, b: parameters */
    STEP_LISTEN, STEP_LISTEN_NO_MORE,   /* a: thread, b: notification */
    STEP_TURNS
};
#define STEP_PARAMETERS 5

struct step { uint8_t kind; int8_t a, b; };

/* A fresh kernel, and its model: all threads stopped, each with a context of its own. */
void steps_begin(struct model *m, int threads, int contexts);
/* Of both: endpoint 0 hears when t's budget is exhausted; no thread has t's context. */
void steps_hear_timeout(struct model *m, int t);
void steps_make_passive(struct model *m, int t);
/* While nobody runs, or no time has passed: t goes on. As step_take. */
bool steps_start(struct model *m, int t) must_check;
/* Can it be taken from here, and not only do nothing? */
bool step_possible(const struct model *m, struct step s);
/* Both take it. False, and what differs is printed, if something does. */
bool step_take(struct model *m, struct step s) must_check;
void step_print(struct step s);
