/*
 * Refill arithmetic of sporadic servers. Pure: the caller passes the time and the limits.
 * All times are far below 2^63, so that no sum overflows.
 */
#include "core/refill.h"

ticks_t refill_budget(struct refill_queue *q)
{
    ticks_t sum = 0;
    for (unsigned i = 0; i < q->count; i++)
        sum += refill_at(q, i)->amount;
    return sum;
}

static struct refill *tail(struct refill_queue *q)
{
    return refill_at(q, q->count - 1u);
}

/* Needs count > 1. */
static struct refill pop(struct refill_queue *q)
{
    struct refill head = *refill_at(q, 0);
    q->head = (uint16_t)(q->head + 1u < q->max ? q->head + 1u : 0u);
    q->count--;
    return head;
}

/* Needs count < max. */
static void push(struct refill_queue *q, struct refill refill)
{
    q->count++;
    *tail(q) = refill;
}

/*
 * Add used time behind all others. It joins the tail where the two touch; where no entry is
 * free the tail is put off instead, which only ever delays time.
 */
static void schedule(struct refill_queue *q, struct refill refill)
{
    struct refill *last = tail(q);
    if (refill.time <= last->time + last->amount) {
        last->amount += refill.amount;
    } else if (q->count < q->max) {
        push(q, refill);
    } else {
        last->time = refill.time - last->amount;
        last->amount += refill.amount;
    }
}

/* One refill, the whole budget, usable now. */
void refill_init(struct refill_queue *q, uint16_t max, ticks_t budget, ticks_t now)
{
    q->max = max;
    q->head = 0;
    q->count = 1;
    q->ring[0] = (struct refill){now, budget};
}

/*
 * New parameters for a context in use: what is left in the head stays usable, the rest of the
 * new budget comes one period later, so that a change cannot be used to gain time.
 */
void refill_update(struct refill_queue *q, uint16_t max, ticks_t budget, ticks_t period,
                   ticks_t now)
{
    struct refill head = *refill_at(q, 0);
    if (head.time < now)
        head.time = now;
    ticks_t rest = head.amount < budget ? budget - head.amount : 0;
    head.amount = budget - rest;
    refill_init(q, max, head.amount, head.time);
    if (rest > 0)
        schedule(q, (struct refill){head.time + period, rest});
}

/*
 * The thread has used `usage` from the head on: each used part comes back one period after the
 * time at which it could be used. Afterwards the head holds at least `min`.
 */
void refill_charge(struct refill_queue *q, ticks_t period, ticks_t usage, ticks_t min)
{
    while (refill_at(q, 0)->amount <= usage) {
        usage -= refill_at(q, 0)->amount;
        if (q->count == 1) {
            refill_at(q, 0)->time += period;
        } else {
            struct refill spent = pop(q);
            spent.time += period;
            schedule(q, spent);
        }
    }
    if (usage > 0) {
        struct refill *head = refill_at(q, 0);
        struct refill used = {head->time + period, usage};
        head->time += usage;
        head->amount -= usage;
        schedule(q, used);
    }
    while (q->count > 1) {
        struct refill *head = refill_at(q, 0), *next = refill_at(q, 1);
        if (head->amount >= min && head->time + head->amount < next->time)
            break;
        struct refill merged = pop(q);
        next->time = next->time > merged.time + merged.amount ? next->time - merged.amount
                                                              : merged.time;
        next->amount += merged.amount;
    }
}

/*
 * The thread was not runnable until now: time that has become usable meanwhile does not add up
 * beyond what now permits. True when the head changed.
 */
bool refill_unblock(struct refill_queue *q, ticks_t now)
{
    if (!refill_ready(q, now))
        return false;
    refill_at(q, 0)->time = now;
    while (q->count > 1 && refill_at(q, 1)->time <= now + refill_at(q, 0)->amount) {
        struct refill merged = pop(q);
        refill_at(q, 0)->time = now;
        refill_at(q, 0)->amount += merged.amount;
    }
    return true;
}

/* A round-robin context: the slice left, and behind it the slice used. */
void refill_slice_init(struct refill_queue *q, ticks_t budget, ticks_t now)
{
    refill_init(q, REFILL_MIN, budget, now);
    push(q, (struct refill){now, 0});
}

/* The structural part of the invariants; the rest needs history and is for the tests. */
bool refill_valid(struct refill_queue *q)
{
    if (q->count < 1 || q->count > q->max || q->head >= q->max)
        return false;
    for (unsigned i = 1; i < q->count; i++) {
        struct refill *before = refill_at(q, i - 1u), *r = refill_at(q, i);
        if (r->amount != 0 && r->time < before->time + before->amount)
            return false;
    }
    return true;
}
