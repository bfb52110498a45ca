/*
 * What generated C tells the runtime: this-instance.c of one instance, component.c of all instances
 * of a type that are alike.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "thread.h"

struct kdl_smc_slot { uint64_t function; cptr_t slot; };
struct kdl_line { uint64_t number; cptr_t slot; };
struct kdl_device { uintptr_t paddr, address; size_t size; };
struct kdl_watched {
    uint64_t number;                    /* the badge of its faults */
    const char *instance, *thread;
    uintptr_t stack;                    /* lowest address */
    size_t stack_size;
    uintptr_t ipc;
    size_t program, index;              /* which program of the system, which thread of it */
    cptr_t tcb;                         /* 0: it does not start again */
    cptr_t reply, time;                 /* of a passive thread: to be given time again */
    unsigned limit;                     /* of restarts; 0: none */
    unsigned id;                        /* as CAmkES counts: the slot of its TCB there */
    unsigned areas, area_count;         /* of its instance: the first one, how many */
};
struct kdl_pooled { unsigned type; cptr_t slot; size_t size; };
struct kdl_watched_area { const char *name; uintptr_t start, end; };

/* what is done with an error in generated code, instead of asking handlers */
enum kdl_errors { KDL_ERRORS_STANDARD, KDL_ERRORS_ABORT, KDL_ERRORS_DISCARD };

struct kdl_instance {
    const char *name;                   /* "p1.uart" */
    int pid;                            /* its place in the system + 2 */
    int affinity;                       /* core of the control thread */
};
extern const struct kdl_instance kdl_instance;

struct kdl_component {
    bool control;                       /* it has a run() */
    bool restarts;                      /* a fault makes it start again */
    enum kdl_errors errors;
    uintptr_t heap;
    size_t heap_size;
    uintptr_t dma_cached, dma_uncached; /* pool for devices: two views of it, 0: not that one */
    size_t dma_size;                    /* 0: no pool */
    cptr_t console;                     /* 0: what it prints is dropped */
    cptr_t faults;                      /* endpoint for the faults of others, 0: not the monitor */
    size_t program_threads;             /* with those of the other members of its group */
    size_t thread_count, init_count;
};

extern const struct kdl_component kdl_component;
extern const struct kdl_thread kdl_threads[];       /* x0 of a new thread is its index */
extern void (*const kdl_inits[])(void);             /* of interfaces without a thread; or NULL */

/* each ends with an entry of zeros */
extern const struct kdl_smc_slot kdl_smc_slots[];
extern const struct kdl_line kdl_lines[];           /* interrupts by their numbers */
extern const struct kdl_device kdl_devices[];       /* registers that are mapped here */
extern const struct kdl_pooled kdl_pooled[];        /* objects for camkes_alloc() */
extern const struct kdl_watched kdl_watched[];      /* every thread whose faults come here */
extern const struct kdl_watched_area kdl_watched_areas[];   /* of an instance from the top */

/* where the program lies; by component.ld */
extern char kdl_code[], kdl_code_end[], kdl_constants[], kdl_constants_end[];
extern char kdl_variables[], kdl_variables_end[];
