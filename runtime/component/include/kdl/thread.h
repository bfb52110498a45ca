/*
 * A thread of a component, seen from inside. Every thread has a notification of its own to sleep
 * on: whoever has made true what it waits for wakes it. A wake-up may come late and so be
 * mistaken for another, therefore every kdl_park stands in a loop that looks again.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "syscall.h"

struct kdl_thread {
    const char *name;                   /* "control", or the interface that it serves */
    size_t number;                      /* in the program, from 1 */
    cptr_t park;                        /* its notification */
    cptr_t reply;                       /* its reply object, 0: none */
    cptr_t settle;                      /* passive: tells the control thread of its wait; else 0 */
    cptr_t time;                        /* passive: what the control thread then takes away */
    bool unhurried;                     /* its budget is its period: yielding loses nothing */
    void (*init)(void);                 /* <interface>__init, NULL where not defined */
    int (*run)(void);                   /* <interface>__run; NULL: the control thread */
};

extern __thread const struct kdl_thread *kdl_self;
extern __thread struct ipc_buffer *kdl_ipc_buffer;

/* sleep until somebody wakes this thread; returns at once when that has happened already */
void kdl_park(void);
void kdl_unpark(const struct kdl_thread *thread);

/* let others of the same priority run, if that costs the calling thread nothing */
void kdl_give_way(void);

/* the calling thread goes no further; the component's others do */
_Noreturn void kdl_stop(void);

/* print what this thread has said so far of its current line; done before it waits for others */
#define KDL_LINE 160
extern __thread size_t kdl_line_length;
extern __thread char kdl_line[KDL_LINE];
void kdl_flush_line(void);

static inline void kdl_flush(void)
{
    if (__builtin_expect(kdl_line_length > 0, 0))
        kdl_flush_line();
}
