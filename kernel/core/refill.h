/*
 * The refills of a scheduling context: when how much processor time becomes usable.
 *
 * Invariants (refill_valid): 1 <= count <= max; times ascend and no refill begins before the one
 * in front of it could be used up; the sum of all amounts is the budget and never changes; in any
 * window of one period no more than the budget is used. The head holds at least the minimum.
 *
 * A round-robin context (period 0) has exactly two: what is left of the slice, and what is used.
 */
#pragma once
#include "types.h"

#define REFILL_MIN 2            /* the fewest that a context can have */
#define REFILL_MAX 128          /* the most: walks through all of them stay short */

struct refill { ticks_t time, amount; };

struct refill_queue {
    uint16_t max, head, count;  /* max 0: never configured */
    struct refill ring[];       /* max entries, the first at index head */
};

static inline struct refill *refill_head(struct refill_queue *q)
{
    return &q->ring[q->head];
}

/* position 0: the head; below max */
static inline struct refill *refill_at(struct refill_queue *q, unsigned position)
{
    unsigned index = q->head + position;
    return &q->ring[index < q->max ? index : index - q->max];
}

/* the head may be used at now */
static inline bool refill_ready(struct refill_queue *q, ticks_t now)
{
    return refill_head(q)->time <= now;
}

/* left in the head after usage */
static inline ticks_t refill_capacity(struct refill_queue *q, ticks_t usage)
{
    ticks_t amount = refill_head(q)->amount;
    return amount > usage ? amount - usage : 0;
}

ticks_t refill_budget(struct refill_queue *q);              /* sum of all */

void refill_init(struct refill_queue *q, uint16_t max, ticks_t budget, ticks_t now);
void refill_update(struct refill_queue *q, uint16_t max, ticks_t budget, ticks_t period,
                   ticks_t now);
void refill_charge(struct refill_queue *q, ticks_t period, ticks_t usage, ticks_t min);
bool refill_unblock(struct refill_queue *q, ticks_t now);

void refill_slice_init(struct refill_queue *q, ticks_t budget, ticks_t now);
/* A round-robin context has its two entries at 0 and 1, always: left and used. */
static inline void refill_slice_charge(struct refill_queue *q, ticks_t usage)
{
    if (usage > q->ring[0].amount)
        usage = q->ring[0].amount;
    q->ring[0].amount -= usage;
    q->ring[1].amount += usage;
}

/* The slice is over: the next one is whole again. */
static inline void refill_slice_end(struct refill_queue *q)
{
    q->ring[0].amount += q->ring[1].amount;
    q->ring[1].amount = 0;
}

bool refill_valid(struct refill_queue *q);
