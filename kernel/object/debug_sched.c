/*
 * Debug kernels only: what the scheduler would do next, as lines in the order in which it would.
 *
 *     SCHED| core N domain D runs NAME priority P             (the domain whose turn it is)
 *     SCHED| ready core N domain D priority P NAME
 *     SCHED| waits core N domain D until U NAME               (for its next refill; microseconds)
 *     SCHED| blocked NAME state S                             (all the others)
 *     SCHED| end THREADS
 */
#include "object.h"
#include "object/debug.h"
#include "print.h"
#include "sched_queues.h"
#include "smp.h"

static void dump_ready(struct cpu *c, word_t domain)
{
    for (unsigned p = PRIORITIES; p-- > 0;)
        for (const struct tcb *t = c->ready[domain][p].head; t; t = t->ready.next)
            print("SCHED| ready core %lu domain %lu priority %u %s\n", c->number, domain, p,
                  thread_name(t));
}

static void dump_waiting(struct cpu *c, word_t domain)
{
    for (struct heap_node *n = release_of(c, domain)->top; n; n = heap_next(n))
        print("SCHED| waits core %lu domain %lu until %lu %s\n", c->number, domain,
              sched_us(n->key), thread_name(released(n)));
}

static void dump_core(struct cpu *c)
{
    const struct tcb *t = c->current;
    print("SCHED| core %lu domain %lu runs %s priority %u\n", c->number, c->domain,
          t == c->idle ? "nobody" : thread_name(t), t->priority);
    for (word_t domain = 0; domain < MAX_DOMAINS; domain++) {
        dump_ready(c, domain);
        dump_waiting(c, domain);
    }
}

enum err invoke_debug_dump_scheduler(struct invocation *inv)
{
    word_t count = 0;
    (void)inv;
    for (word_t i = 0; i < smp_core_count(); i++)
        dump_core(&kernel.cpu[i]);
    for (const struct tcb *t = kernel.threads.head; t; t = t->all.next, count++)
        if (!t->in_ready_queue && !t->in_release_queue && t != cpu_of(t)->current)
            print("SCHED| blocked %s state %s\n", thread_name(t), thread_state_name(t));
    print("SCHED| end %lu\n", count);
    return ERR_NONE;
}
