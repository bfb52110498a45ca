/*
 * All mutable state of the kernel: what cores share, and what each has for itself.
 */
#pragma once
#include "abi/boot.h"
#include "core/ready_map.h"
#include "tcb.h"

#define PRIORITIES (MAX_PRIORITY + 1)

#ifndef CONFIG_CORES
#define CONFIG_CORES 1                  /* that the kernel may use; others stay off */
#endif
_Static_assert(CONFIG_CORES >= 1 && CONFIG_CORES <= BOOT_MAX_CORES, "cores that can be named");

/*
 * A core. Only whoever holds the kernel's lock (smp.h) reads or writes any of them, except for
 * `stalling`, and `current` on the core itself.
 */
struct cpu {
    struct tcb *current;                /* the first four are read by assembly; stacks: their top */
    word_t kernel_stack;
    struct tcb *idle;
    word_t emergency_stack;
    word_t spaces_valid;                /* see struct tcb */
    struct sched_context *sc;           /* current scheduling context */
    struct tcb *fpu_owner;
    ticks_t now, consumed;              /* time of kernel entry; used since the last accounting */
    struct tcb *next;                   /* candidate to switch to, in no queue; else NULL */
    bool reprogram;                     /* the deadline must be computed anew */
    bool choose;                        /* the queues decide; then next is NULL */
    ticks_t min_budget;                 /* less is not worth a switch */
    struct ready_map ready_map;         /* bit p set: ready[p] is not empty */
    struct tcb_queue ready[PRIORITIES];
    struct heap release;                /* tcb.release of those that wait for their next refill */
    word_t asid_active;                 /* where the hardware's ASID does not tell */
    word_t number;
    word_t poke;                        /* bit n: core n is to be told of its queues at the end */
    bool online;                        /* it is in the kernel's hands */
    bool stalling;                      /* another core waits for it: smp_stall */
    struct arch_core arch;
};

/*
 * How far a preempted cancelling of badged sends has come: the senders in front of `next` have
 * been looked at. Void unless its ticket is shown; a later one takes its place.
 */
struct cancelling {
    const struct endpoint *ep;
    struct tcb *next;                   /* in ep's queue; NULL: none is left */
    word_t badge, ticket;
};

/* Tickets: whoever is served next is next != owner. Of no use with one core. */
struct smp_lock { uint16_t owner, next; };

struct kernel {
    struct cpu cpu[CONFIG_CORES];
    struct slot irq_slot[MAX_IRQ];      /* notification to signal, or null */
    bool irq_issued[MAX_IRQ];           /* a handler capability exists */
    struct tcb idle[CONFIG_CORES];    /* what a core runs when nothing is ready */
    struct tcb_queue threads;           /* all but idle, in order of creation, through tcb.all */
    struct cancelling cancelling;
    void **asid_pool[128];              /* top-level tables by asid / 512; NULL: no pool */
    struct boot_params boot;            /* as checked */
    struct smp_lock lock;
    bool dying;                         /* some core has panicked */
};

extern struct kernel kernel;

static inline struct cpu *cpu(void) { return arch_cpu(); }

/* a core by its number; with one core there is nothing to compute */
static inline struct cpu *cpu_at(word_t number)
{
    return CONFIG_CORES > 1 ? &kernel.cpu[number] : cpu();
}
static inline struct cpu *cpu_of(const struct tcb *t) { return cpu_at(t->core); }

/* The slot that t means by cptr: cspace_lookup, with a short way for a CSpace of one level. */
static inline struct slot *thread_lookup(const struct tcb *t, cptr_t cptr,
                                         struct lookup_error *why)
{
    if (t->spaces_valid == cpu()->spaces_valid && cptr < t->spaces_slot_count)
        return &t->spaces_slot[cptr];
    return cspace_lookup(tcb_cspace(t), cptr, why);
}
