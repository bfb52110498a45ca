/*
 * Alarms in order of time: a binary heap that grows as clients come.
 *
 *     heap[i]->position == i;  heap[(i - 1) / 2]->deadline <= heap[i]->deadline
 *     alarm not set  <=>  position == ALARM_OFF
 *
 * Times are in ticks of some clock and never wrap: sums saturate at ALARM_NEVER, an alarm at that
 * time does not go off.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ALARM_NEVER UINT64_MAX
#define ALARM_OFF SIZE_MAX

struct alarm {
    uint64_t deadline;
    uint64_t period;                    /* 0: goes off once */
    uint64_t expired;                   /* times it went off and nobody has asked yet */
    size_t position;
};

struct alarms {
    struct alarm **heap;
    size_t count, capacity;
};

void alarm_init(struct alarm *alarm);

/* Makes room for one more alarm than have been reserved; false when there is no memory. */
bool alarms_reserve(struct alarms *alarms, size_t count);

/* Sets or moves an alarm (its room has been reserved) and forgets what it counted. */
void alarms_set(struct alarms *alarms, struct alarm *alarm, uint64_t deadline, uint64_t period);
void alarms_stop(struct alarms *alarms, struct alarm *alarm);

/* Counts every alarm due at 'now' and sets the periodic ones anew. True when there was one. */
bool alarms_expire(struct alarms *alarms, uint64_t now);

/* When the next one is due, ALARM_NEVER when none is. */
uint64_t alarms_next(const struct alarms *alarms);

/* Conversion between nanoseconds and ticks of a clock; saturating, ticks rounded up. */
uint64_t ticks_to_ns(uint64_t ticks, uint64_t frequency);
uint64_t ns_to_ticks(uint64_t ns, uint64_t frequency);

uint64_t time_add(uint64_t time, uint64_t delay);
