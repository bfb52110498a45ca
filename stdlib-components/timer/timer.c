/*
 * Timer: time and alarms from the generic timer's physical timer (Arm ARM D11.2). The device
 * compares one deadline, the earliest; its interrupt is level sensitive and is withdrawn by moving
 * it.
 */
#include <camkes.h>
#include <errno.h>
#include <stdlib.h>
#include "alarms.h"

#define TIMER_ENABLE UINT64_C(1)

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

static uint64_t counter(void)
{
    uint64_t value;
    __asm__ volatile("isb; mrs %0, cntpct_el0" : "=r"(value) : : "memory");
    return value;
}

/* Asks for an interrupt at that time; for none when it is ALARM_NEVER. */
static void device_set(uint64_t deadline)
{
    uint64_t control = deadline == ALARM_NEVER ? 0 : TIMER_ENABLE;
    __asm__ volatile("msr cntp_cval_el0, %0; msr cntp_ctl_el0, %1; isb"
                     : : "r"(deadline), "r"(control) : "memory");
}

void pre_init(void)
{
    __asm__("mrs %0, cntfrq_el0" : "=r"(timer.frequency));
    if (timer.frequency == 0)
        abort();                        /* the firmware must say how fast the clock is */
    device_set(ALARM_NEVER);
}

void arch_timer_irq_handle(void)
{
    state_lock();
    bool any = alarms_expire(&timer.alarms, counter());
    device_set(alarms_next(&timer.alarms));
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
        device_set(alarms_next(&timer.alarms));
    }
    state_unlock();
    return client != NULL ? 0 : -ENOMEM;
}

/* ---- the interface; contracts in interfaces/clock.kdl ---- */

uint64_t clock_now(void)
{
    return ticks_to_ns(counter(), timer.frequency);
}

int clock_at(uint64_t time_ns)
{
    return set(ns_to_ticks(time_ns, timer.frequency), 0);
}

int clock_after(uint64_t delay_ns)
{
    return set(time_add(counter(), ns_to_ticks(delay_ns, timer.frequency)), 0);
}

int clock_every(uint64_t period_ns)
{
    uint64_t period = ns_to_ticks(period_ns, timer.frequency);
    if (period == 0)
        return -EINVAL;
    return set(time_add(counter(), period), period);
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
