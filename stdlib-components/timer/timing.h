/*
 * What a client of a timer uses: blocking calls over the Clock interface and the event beside it.
 *
 *     uses Clock clock;  consumes ClockTick tick;
 *
 *     static struct timing timing = TIMING(clock, tick);
 *     timing_sleep(&timing, 500 * NS_PER_MS);
 */
#pragma once
#include <stdint.h>

#define NS_PER_US UINT64_C(1000)
#define NS_PER_MS UINT64_C(1000000)
#define NS_PER_S  UINT64_C(1000000000)

struct timing {
    uint64_t (*now)(void);
    int (*after)(uint64_t delay_ns);
    int (*every)(uint64_t period_ns);
    int (*stop)(void);
    uint64_t (*expired)(void);
    void (*wait)(void);
};

#define TIMING(interface, event) \
    { \
        .now = interface##_now, .after = interface##_after, .every = interface##_every, \
        .stop = interface##_stop, .expired = interface##_expired, .wait = event##_wait \
    }

uint64_t timing_now(struct timing *timing);

/* Returns 0 or a negative errno. Uses the client's only alarm: a periodic one ends. */
int timing_sleep(struct timing *timing, uint64_t delay_ns);

/* Starts a period; timing_next() waits for its next beat and returns how many went by (1 when the
 * client keeps up). */
int timing_every(struct timing *timing, uint64_t period_ns);
uint64_t timing_next(struct timing *timing);
int timing_stop(struct timing *timing);
