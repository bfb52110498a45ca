/*
 * All mutable state of the kernel: what cores share, and what each has for itself.
 */
#pragma once
#include "abi/boot.h"
#include "core/ready_map.h"
#include "object.h"
#include "tcb.h"

#define PRIORITIES (MAX_PRIORITY + 1)

#ifndef CONFIG_CORES
#define CONFIG_CORES 1                  /* that the kernel may use; others stay off */
#endif
_Static_assert(CONFIG_CORES >= 1 && CONFIG_CORES <= BOOT_MAX_CORES, "cores that can be named");

/* what of a domain's queues is looked at most */
struct waiting {
    struct ready_map ready_map;
    struct heap release;
};

/* a turn of the schedule of domains */
struct turn { word_t domain; ticks_t length; };

/*
 * A core. Only whoever holds the kernel's lock (smp.h) reads or writes any of them, except for
 * `stalling`, and `current` on the core itself.
 */
struct cpu {
    struct tcb *current;                /* the first four are read by assembly; stacks: their top */
    word_t kernel_stack;
    struct tcb *idle;
    word_t emergency_stack;
    word_t spaces_valid;                /* see spaces_noted */
    struct sched_context *sc;           /* current scheduling context */
    struct tcb *fpu_owner;
    ticks_t now;                        /* time of kernel entry */
    ticks_t since;                      /* time used from here on is not charged to sc yet */
    ticks_t enough_until;               /* until then sc has budget left and nothing else is due */
    ticks_t quiet_until;                /* the same, where sc is round robin; else 0 */
    ticks_t alarm;                      /* when release.top or the next turn is due; else NEVER */
    struct tcb *next;                   /* candidate to switch to, in no queue; else NULL */
    union {
        struct {
            bool unsettled;             /* what schedule() looks at may have changed */
            bool reprogram;             /* the deadline must be computed anew */
        };
        uint16_t to_do;                 /* both in one word */
    };
    bool choose;                        /* the queues decide; then next is NULL */
    bool awakened;                      /* somebody got budget back in this entry */
    ticks_t min_budget;                 /* less is not worth a switch */
    struct tcb_queue *queues;           /* ready[domain] */
    struct ready_map ready_map;         /* bit p set: queues[p] is not empty */
    struct heap release;                /* tcb.release of those that wait for their next refill */
    word_t domain, turn;                /* whose turn it is: an entry of kernel.schedule */
    ticks_t turn_end;                   /* ARCH_TIMER_NEVER without a schedule */
    struct invocation invocation;       /* that this entry carries out */
    word_t asid_active;                 /* where the hardware's ASID does not tell */
    word_t number;
    word_t poke;                        /* bit n: core n is to be told of its queues at the end */
    bool online;                        /* it is in the kernel's hands */
    bool stalling;                      /* another core waits for it: smp_stall */
    struct waiting resting[MAX_DOMAINS];    /* ready_map and release of all domains but `domain` */
    struct tcb_queue ready[MAX_DOMAINS][PRIORITIES];
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

/*
 * A line of interrupts: its number; behind those the private ones of each core but the first.
 */
#define IRQ_LINES (MAX_IRQ + (CONFIG_CORES - 1) * PRIVATE_IRQS)
_Static_assert(MAX_IRQ % PRIVATE_IRQS == 0, "irq_number");

static inline bool irq_is_private(word_t line)
{
    return line < PRIVATE_IRQS || (CONFIG_CORES > 1 && line >= MAX_IRQ);
}
/* `core` is of interest where the line is private */
static inline word_t irq_line(word_t irq, word_t core)
{
    if (CONFIG_CORES == 1)
        return irq;
    return irq < PRIVATE_IRQS && core ? MAX_IRQ + (core - 1) * PRIVATE_IRQS + irq : irq;
}
static inline word_t irq_number(word_t line)
{
    return CONFIG_CORES == 1 || line < MAX_IRQ ? line : line % PRIVATE_IRQS;
}
static inline word_t irq_owner(word_t line)     /* the core of a private line */
{
    return CONFIG_CORES == 1 || line < MAX_IRQ ? 0 : (line - MAX_IRQ) / PRIVATE_IRQS + 1;
}

struct kernel {
    struct slot irq_slot[IRQ_LINES];    /* notification to signal, or null */
    struct cpu cpu[CONFIG_CORES];
    bool irq_issued[IRQ_LINES];         /* a handler capability exists */
    struct tcb idle[CONFIG_CORES];    /* what a core runs when nothing is ready */
    struct tcb_queue threads;           /* all but idle, in order of creation, through tcb.all */
    struct cancelling cancelling;
    void **asid_pool[128];              /* top-level tables by asid / 512; NULL: no pool */
    struct boot_params boot;            /* as checked */
    struct turn schedule[MAX_SCHEDULE]; /* from schedule_start to the first of length 0 */
    word_t schedule_start;
    struct smp_lock lock;
    struct cpu *dying;                  /* the core that has panicked, or NULL */
    bool told;                          /* it has begun to say so */
    bool silent;                        /* refused requests are not explained */
    struct slot *root_cnode;            /* slots of the root task's CSpace; for the debug walker */
};

extern struct kernel kernel;

static inline struct cpu *cpu(void) { return arch_cpu(); }

/* a core by its number; with one core there is nothing to compute */
static inline struct cpu *cpu_at(word_t number)
{
    return CONFIG_CORES > 1 ? &kernel.cpu[number] : cpu();
}
static inline struct cpu *cpu_of(const struct tcb *t) { return cpu_at(t->core); }

/* used by the current scheduling context, and not charged to it yet */
static inline ticks_t cpu_consumed(const struct cpu *c) { return c->now - c->since; }

/* The deadline must be computed anew; with it enough_until. */
static inline void cpu_reprogram(struct cpu *c)
{
    c->reprogram = c->unsettled = true;
}

/*
 * What a thread knows of its spaces (struct tcb) holds while spaces_valid is the core's, which
 * advances for all cores whenever a capability to a CNode or an address space goes anywhere. The
 * bits below tell the kinds of threads apart between which a switch takes more, and the lowest byte
 * is the priority. A bit above that is never set, so that one subtraction tells whether a thread is
 * of the same kind and of the same or a higher priority: what is left is a byte.
 */
#define SPACES_KIND_BITS 22
#define SPACES_STEP (1ul << SPACES_KIND_BITS)
#define SPACES_PRIORITY 0xfful
#define SPACES_SWITCH_BITS 9            /* below: no matter for a switch */
#define SPACES_TIMER (1ul << 9)         /* it has access to the timer of user space */
#define SPACES_FPU   (1ul << 10)        /* the FP registers hold its values */

static inline word_t spaces_kind(const struct tcb *t)
{
    return t->priority | (cpu_of(t)->fpu_owner == t ? SPACES_FPU : 0) |
           (t->flags & TCB_FLAG_TIMER ? SPACES_TIMER : 0) | (word_t)t->core << 11 |
           (word_t)t->domain << 14;
}
_Static_assert(BOOT_MAX_CORES <= 8, "spaces_kind has 3 bits for a core");

static inline bool spaces_noted(const struct cpu *c, const struct tcb *t)
{
    return (t->spaces_valid ^ c->spaces_valid) >> SPACES_KIND_BITS == 0;
}

/* t's notes are void; a core where it runs must look. No two threads get the same value. */
static inline void spaces_forget(struct tcb *t)
{
    t->spaces_valid = (word_t)t | t->priority;
    t->spaces_slot_count = 0;
    cpu()->unsettled = true;
}

/* The slot that t means by cptr: cspace_lookup, with a short way for a CSpace of one level. */
static inline struct slot *thread_lookup(const struct tcb *t, cptr_t cptr,
                                         struct lookup_error *why)
{
    if (spaces_noted(cpu(), t) && cptr < t->spaces_slot_count)
        return &t->spaces_slot[cptr];
    return cspace_lookup(tcb_cspace(t), cptr, why);
}
