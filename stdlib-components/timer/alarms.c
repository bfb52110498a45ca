/* Alarms in order of time; see alarms.h. Pure: the clock is a parameter. */
#include "alarms.h"
#include <stdlib.h>

#define NS_PER_SECOND UINT64_C(1000000000)

void alarm_init(struct alarm *alarm)
{
    *alarm = (struct alarm){.position = ALARM_OFF};
}

bool alarms_reserve(struct alarms *alarms, size_t count)
{
    if (count <= alarms->capacity)
        return true;
    size_t capacity = alarms->capacity > 0 ? alarms->capacity * 2 : 8;
    while (capacity < count)
        capacity *= 2;
    struct alarm **heap = realloc(alarms->heap, capacity * sizeof *heap);
    if (heap == NULL)
        return false;
    alarms->heap = heap;
    alarms->capacity = capacity;
    return true;
}

static void place(struct alarms *alarms, struct alarm *alarm, size_t position)
{
    alarms->heap[position] = alarm;
    alarm->position = position;
}

static void sift_up(struct alarms *alarms, struct alarm *alarm, size_t position)
{
    while (position > 0 && alarms->heap[(position - 1) / 2]->deadline > alarm->deadline) {
        place(alarms, alarms->heap[(position - 1) / 2], position);
        position = (position - 1) / 2;
    }
    place(alarms, alarm, position);
}

static void sift_down(struct alarms *alarms, struct alarm *alarm, size_t position)
{
    size_t child;
    while ((child = 2 * position + 1) < alarms->count) {
        if (child + 1 < alarms->count &&
            alarms->heap[child + 1]->deadline < alarms->heap[child]->deadline)
            child++;
        if (alarms->heap[child]->deadline >= alarm->deadline)
            break;
        place(alarms, alarms->heap[child], position);
        position = child;
    }
    place(alarms, alarm, position);
}

void alarms_stop(struct alarms *alarms, struct alarm *alarm)
{
    if (alarm->position == ALARM_OFF)
        return;
    size_t hole = alarm->position;
    struct alarm *last = alarms->heap[--alarms->count];
    alarm->position = ALARM_OFF;
    if (last == alarm)
        return;
    sift_down(alarms, last, hole);
    sift_up(alarms, last, last->position);
}

static void insert(struct alarms *alarms, struct alarm *alarm)
{
    if (alarm->deadline != ALARM_NEVER)
        sift_up(alarms, alarm, alarms->count++);
}

void alarms_set(struct alarms *alarms, struct alarm *alarm, uint64_t deadline, uint64_t period)
{
    alarms_stop(alarms, alarm);
    alarm->deadline = deadline;
    alarm->period = period;
    alarm->expired = 0;
    insert(alarms, alarm);
}

bool alarms_expire(struct alarms *alarms, uint64_t now)
{
    bool any = false;
    while (alarms->count > 0 && alarms->heap[0]->deadline <= now) {
        struct alarm *alarm = alarms->heap[0];
        alarms_stop(alarms, alarm);
        uint64_t times = 1;
        if (alarm->period > 0) {
            times += (now - alarm->deadline) / alarm->period;
            /* from the deadline, not from now: no drift */
            uint64_t missed = alarm->deadline + (times - 1) * alarm->period;
            alarm->deadline = time_add(missed, alarm->period);
            insert(alarms, alarm);
        }
        alarm->expired = time_add(alarm->expired, times);
        any = true;
    }
    return any;
}

uint64_t alarms_next(const struct alarms *alarms)
{
    return alarms->count > 0 ? alarms->heap[0]->deadline : ALARM_NEVER;
}

uint64_t time_add(uint64_t time, uint64_t delay)
{
    uint64_t sum;
    return __builtin_add_overflow(time, delay, &sum) ? ALARM_NEVER : sum;
}

uint64_t ticks_to_ns(uint64_t ticks, uint64_t frequency)
{
    uint64_t whole, part = ticks % frequency * NS_PER_SECOND / frequency;
    if (__builtin_mul_overflow(ticks / frequency, NS_PER_SECOND, &whole))
        return UINT64_MAX;
    return time_add(whole, part);
}

uint64_t ns_to_ticks(uint64_t ns, uint64_t frequency)
{
    uint64_t whole, rest = ns % NS_PER_SECOND * frequency;
    uint64_t part = rest / NS_PER_SECOND + (rest % NS_PER_SECOND != 0);
    if (__builtin_mul_overflow(ns / NS_PER_SECOND, frequency, &whole))
        return UINT64_MAX;
    return time_add(whole, part);
}
