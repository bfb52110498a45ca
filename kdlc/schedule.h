/*
 * What the budgets and priorities of a plan say about time (docs/reports.md states the model).
 * Microseconds. A bound that is not known says why; a thread that serves nobody has no answer.
 */
#pragma once
#include "plan.h"

struct core_time {
    unsigned core;
    size_t threads, unlimited;          /* unlimited: without a budget below their period */
    uint64_t millionths;                /* budgets divided by periods, of the others */
};

struct time_bound { uint64_t us; const char *unknown; };    /* unknown: NULL, or why */

struct thread_time {
    bool limited;                       /* its budget is below its period */
    struct time_bound own;              /* until a whole budget has been used */
    struct time_bound answer;           /* to a call; {0, NULL}: it serves no calls */
    struct time_bound job;              /* own, and one call through each connection */
};

struct schedule {
    VEC(struct core_time) cores;        /* ascending; those with threads */
    struct thread_time *threads;        /* by thread->number - 1 */
};

/* all threads: by core, then the most urgent first */
struct placed_thread { struct planned_instance *pi; struct planned_thread *thread; };
VEC_OF(placed_threads, struct placed_thread);
struct placed_threads threads_by_urgency(const struct plan *plan);

struct schedule *schedule_make(struct plan *plan);
/* "1200", or "not known: ..." */
const char *time_bound_text(const struct time_bound *bound);
