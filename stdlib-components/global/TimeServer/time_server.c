/* Timeouts of clients told apart by badge, all of them made at the start. See TimeServer.camkes. */
#include <camkes.h>
#include <errno.h>
#include <stdlib.h>
#include <timer/alarms.h>
#include <timer/arch_timer.h>

#define MOST_TIMERS 32                  /* of a client: completed() has a bit for each */

struct client {
    unsigned badge, completed;
    struct alarm alarm[MOST_TIMERS];
};

static struct alarms alarms;
static struct client *clients;
static unsigned client_count;
static uint64_t frequency;

unsigned the_timer_num_badges(void);
unsigned the_timer_enumerate_badge(unsigned i);
void the_timer_emit(unsigned badge);

void pre_init(void)
{
    frequency = arch_timer_frequency();
    client_count = the_timer_num_badges();
    clients = calloc(client_count, sizeof *clients);
    if (frequency == 0 || (client_count > 0 && clients == NULL) || timers_per_client < 1
        || timers_per_client > MOST_TIMERS
        || !alarms_reserve(&alarms, (size_t)client_count * (size_t)timers_per_client))
        abort();
    for (unsigned i = 0; i < client_count; i++) {
        clients[i].badge = the_timer_enumerate_badge(i);
        for (int tid = 0; tid < timers_per_client; tid++)
            alarm_init(&clients[i].alarm[tid]);
    }
    arch_timer_set(ALARM_NEVER);
}

/* Tells a client whose timeouts went off; true when there was one. */
static bool notify(struct client *client)
{
    bool any = false;

    for (int tid = 0; tid < timers_per_client; tid++)
        if (client->alarm[tid].expired > 0) {
            client->alarm[tid].expired = 0;
            client->completed |= 1u << tid;
            any = true;
        }
    if (any)
        the_timer_emit(client->badge);
    return any;
}

void arch_timer_irq_handle(void)
{
    bool any = false;

    time_server_lock();
    (void)alarms_expire(&alarms, arch_timer_counter());
    arch_timer_set(alarms_next(&alarms));
    for (unsigned i = 0; i < client_count; i++)
        any |= notify(&clients[i]);
    time_server_unlock();
    arch_timer_irq_acknowledge();
    if (any)
        timer_notification_emit();
}

static struct client *caller(void)
{
    unsigned badge = (unsigned)the_timer_get_sender_id();

    for (unsigned i = 0; i < client_count; i++)
        if (clients[i].badge == badge)
            return &clients[i];
    return NULL;
}

static int set(int tid, uint64_t deadline, uint64_t period)
{
    struct client *client = caller();

    if (client == NULL || tid < 0 || tid >= timers_per_client)
        return EINVAL;
    time_server_lock();
    alarms_set(&alarms, &client->alarm[tid], deadline, period);
    arch_timer_set(alarms_next(&alarms));
    time_server_unlock();
    return 0;
}

int the_timer_periodic(int tid, uint64_t ns)
{
    uint64_t period = ns_to_ticks(ns, frequency);

    return period == 0 ? EINVAL : set(tid, time_add(arch_timer_counter(), period), period);
}

int the_timer_oneshot_absolute(int tid, uint64_t ns)
{
    return set(tid, ns_to_ticks(ns, frequency), 0);
}

int the_timer_oneshot_relative(int tid, uint64_t ns)
{
    return set(tid, time_add(arch_timer_counter(), ns_to_ticks(ns, frequency)), 0);
}

int the_timer_stop(int tid)
{
    return set(tid, ALARM_NEVER, 0);
}

unsigned the_timer_completed(void)
{
    struct client *client = caller();
    unsigned completed;

    if (client == NULL)
        return 0;
    time_server_lock();
    completed = client->completed;
    client->completed = 0;
    time_server_unlock();
    return completed;
}

uint64_t the_timer_time(void)
{
    return ticks_to_ns(arch_timer_counter(), frequency);
}
