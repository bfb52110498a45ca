/* Timer: time and alarms. The device is asked for the earliest of them. */
#include <camkes.h>
#include <errno.h>
#include <stdlib.h>
#include "alarms.h"
#include "arch_timer.h"

struct client {
    struct client *next;
    int id;                             /* badge of its capability */
    struct alarm alarm;
};

static struct {
    struct alarms alarms;
    struct client *clients;
    size_t client_count;
    uint64_t frequency;                 /* ticks per second */
} timer;

void pre_init(void)
{
    timer.frequency = arch_timer_frequency();
    if (timer.frequency == 0)
        abort();                        /* the firmware must say how fast the clock is */
    arch_timer_set(ALARM_NEVER);
}

void arch_timer_irq_handle(void)
{
    state_lock();
    bool any = alarms_expire(&timer.alarms, arch_timer_counter());
    arch_timer_set(alarms_next(&timer.alarms));
    state_unlock();
    arch_timer_irq_acknowledge();
    if (any)
        tick_emit();
}

/* The calling client, made when it calls for the first time. NULL when there is no memory. */
static struct client *caller(void)
{
    int id = (int)clock_get_sender_id();
    struct client *client = timer.clients;
    while (client != NULL && client->id != id)
        client = client->next;
    if (client != NULL)
        return client;
    if (!alarms_reserve(&timer.alarms, timer.client_count + 1))
        return NULL;
    client = malloc(sizeof *client);
    if (client == NULL)
        return NULL;
    *client = (struct client){.next = timer.clients, .id = id};
    alarm_init(&client->alarm);
    timer.clients = client;
    timer.client_count++;
    return client;
}

static int set(uint64_t deadline, uint64_t period)
{
    state_lock();
    struct client *client = caller();
    if (client != NULL) {
        alarms_set(&timer.alarms, &client->alarm, deadline, period);
        arch_timer_set(alarms_next(&timer.alarms));
    }
    state_unlock();
    return client != NULL ? 0 : -ENOMEM;
}

/* ---- the interface; contracts in interfaces/clock.kdl ---- */

uint64_t clock_now(void)
{
    return ticks_to_ns(arch_timer_counter(), timer.frequency);
}

int clock_at(uint64_t time_ns)
{
    return set(ns_to_ticks(time_ns, timer.frequency), 0);
}

int clock_after(uint64_t delay_ns)
{
    return set(time_add(arch_timer_counter(), ns_to_ticks(delay_ns, timer.frequency)), 0);
}

int clock_every(uint64_t period_ns)
{
    uint64_t period = ns_to_ticks(period_ns, timer.frequency);
    if (period == 0)
        return -EINVAL;
    return set(time_add(arch_timer_counter(), period), period);
}

int clock_stop(void)
{
    return set(ALARM_NEVER, 0);
}

uint64_t clock_expired(void)
{
    state_lock();
    struct client *client = caller();
    uint64_t count = 0;
    if (client != NULL) {
        count = client->alarm.expired;
        client->alarm.expired = 0;
    }
    state_unlock();
    return count;
}
