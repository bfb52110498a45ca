/*
 * The consuming end of an event: a thread of its own receives the signals; each goes to the
 * oldest registered callback, which it uses up, else to the oldest waiter, else it stays pending
 * for a later poll or wait. Signals that nobody has taken yet merge into one, unless they count.
 */
#pragma once
#include "sync.h"
#include "syscall.h"

#define KDL_EVENT_CALLBACKS 10

struct kdl_callback { void (*call)(void *argument); void *argument; };

struct kdl_event {
    struct kdl_mutex guard;
    bool counts;                        /* signals do not merge */
    uint64_t pending;                   /* atomic; written under the guard */
    unsigned count;                     /* callbacks registered, oldest first */
    struct kdl_callback callback[KDL_EVENT_CALLBACKS];
    struct kdl_waiters waiters;
};

_Noreturn void kdl_event_run(struct kdl_event *event, cptr_t notification);
/* the same where every signal counts: the emitter has added it to count, which it may do wrongly */
_Noreturn void kdl_event_run_counted(struct kdl_event *event, cptr_t notification,
                                     const uint64_t *count);
void kdl_event_raise(struct kdl_event *event);      /* one signal has arrived */
void kdl_event_wait(struct kdl_event *event);
int kdl_event_poll(struct kdl_event *event);        /* 1: there was one */
int kdl_event_callback(struct kdl_event *event, void (*call)(void *), void *argument);

/* serve the interrupt of a device: handle() is called for each signal, and acknowledges the line */
_Noreturn void kdl_interrupt_run(cptr_t notification, cptr_t line, void (*handle)(void));
