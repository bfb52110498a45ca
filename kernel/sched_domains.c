/* Domains: the schedule that gives each of them its turns, and what belongs to which. */
#include "sched_queues.h"
#include "smp.h"

/* Nobody of another domain is current, a candidate or in sight of choose() from here on. */
static void enter_domain(struct cpu *c, word_t domain)
{
    sched_choose_on(c);
    cpu_reprogram(c);
    if (domain == c->domain)
        return;
    c->resting[c->domain] = (struct waiting){c->ready_map, c->release};
    c->ready_map = c->resting[domain].ready_map;
    c->release = c->resting[domain].release;
    c->queues = c->ready[domain];
    c->domain = domain;
}

static void begin_turn(struct cpu *c, word_t turn, ticks_t start)
{
    c->turn = turn;
    c->turn_end = start + kernel.schedule[turn].length;
    enter_domain(c, kernel.schedule[turn].domain);
    sched_set_alarm(c);
}

/* However late it is noticed, a turn begins where the one before it ends. */
void sched_next_turn(struct cpu *c)
{
    while (c->turn_end <= c->now) {
        word_t turn = c->turn + 1;
        if (turn == MAX_SCHEDULE || !kernel.schedule[turn].length)
            turn = kernel.schedule_start;
        begin_turn(c, turn, c->turn_end);
    }
}

void sched_start_schedule(word_t first)
{
    kernel.schedule_start = first;
    for (word_t i = 0; i < smp_core_count(); i++)
        begin_turn(&kernel.cpu[i], first, cpu()->now);
}

void thread_set_domain(struct tcb *t, uint8_t domain)
{
    bool ready = t->in_ready_queue, waits = t->in_release_queue;
    struct cpu *c = cpu_of(t);
    bool runs = t == c->current || t == c->next;
    if (runs)
        sched_choose_on(c);
    ready = ready || t->in_ready_queue;
    sched_remove(t);
    t->domain = domain;
    spaces_forget(t);
    if (ready || waits) {           /* who waited may be due by now */
        sched_ready(t);
        sched_choose_on(c);
    }
}
