/*
 * All mutable state of the kernel: what cores share, and what each has for itself.
 */
#pragma once
#include "abi/boot.h"
#include "tcb.h"

#define PRIORITIES (MAX_PRIORITY + 1)

struct cpu {
    struct tcb *current;                /* first: assembly reads it */
    word_t kernel_stack;                /* top; second: assembly reads it */
    struct tcb *idle;
    struct sched_context *sc;           /* current scheduling context */
    struct tcb *fpu_owner;
    ticks_t now, consumed;              /* time of kernel entry; used since the last accounting */
    bool reprogram;                     /* the deadline must be computed anew */
    struct tcb *next;                   /* scheduler action: NULL keep, else switch / choose */
    bool choose;
    word_t ready_top;                   /* bit i: some bit of ready_bits[i] is set */
    word_t ready_bits[PRIORITIES / 64];
    struct tcb_queue ready[PRIORITIES];
    struct tcb *release;                /* by release time */
    word_t asid_active;
    word_t number;
};

struct kernel {
    struct cpu cpu[BOOT_MAX_CORES];
    struct slot irq_slot[MAX_IRQ];      /* notification to signal, or null */
    bool irq_issued[MAX_IRQ];           /* a handler capability exists */
    struct tcb *threads;                /* list of all, through tcb.all */
    void **asid_pool[128];              /* top-level tables by asid / 512; NULL: no pool */
    struct boot_params boot;            /* as checked */
};

extern struct kernel kernel;

static inline struct cpu *cpu(void) { return arch_cpu(); }
