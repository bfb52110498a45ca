/*
 * The consuming end of an event: a thread of its own receives the signals; each goes to the
 * registered callback, which it uses up, else to the oldest waiter, else it stays pending for a
 * later poll, wait or callback. Signals that this thread has not received yet merge into one.
 */
#pragma once
#include "sync.h"
#include "syscall.h"

struct kdl_callback { void (*call)(void *argument); void *argument; };

struct kdl_event {
    struct kdl_mutex guard;
    uint64_t pending;                   /* signals; atomic; written under the guard */
    struct kdl_callback callback;       /* call is NULL: none is registered */
    struct kdl_waiters waiters;
};

_Noreturn void kdl_event_run(struct kdl_event *event, cptr_t notification);
/* the same where every signal counts: the emitter has added it to count, which it may do wrongly */
_Noreturn void kdl_event_run_counted(struct kdl_event *event, cptr_t notification,
                                     const uint64_t *count);
void kdl_event_raise(struct kdl_event *event);      /* one signal has arrived */
void kdl_event_wait(struct kdl_event *event);
int kdl_event_poll(struct kdl_event *event);        /* 1: there was one */
/* calls at once where a signal is pending; -1: another callback is registered */
int kdl_event_callback(struct kdl_event *event, void (*call)(void *), void *argument);

/* serve the interrupt of a device: handle() is called for each signal, and acknowledges the line;
 * without one, what is registered for the line (kdl/line.h) */
_Noreturn void kdl_interrupt_run(cptr_t notification, cptr_t line, void (*handle)(void));
