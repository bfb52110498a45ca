/*
 * What a unit test sees of the fake architecture: RAM at a fixed host address, and a record of
 * what the kernel asked the hardware to do.
 */
#pragma once
#include "kernel/kernel.h"

#define FAKE_RAM_START 0x40000000ul     /* physical */
#define FAKE_RAM_BYTES (4ul << 30)      /* reserved; only what is touched costs memory */

struct fake {
    word_t pending_after;               /* the n-th question from now gets a yes; 0: never */
    word_t pending_asked;
    word_t page_flushes, asid_flushes, leaves;
    word_t last_asid;
    vaddr_t last_vaddr;
    word_t cleaned, invalidated, unified;   /* bytes */
    word_t tables_written;
    word_t errors;                      /* calls of user_error */
    ticks_t now, deadline;
    ticks_t pace;                       /* how long it is from one look at the time to the next */
    word_t smc[8];
    bool quiet;                         /* the kernel's output goes nowhere else than there: */
    char printed[200];                  /* what was printed last */
    bool space_of_another;              /* what threads have noted is not their address space */
    struct tcb *switched_to;
    bool irq_masked[IRQ_LINES], irq_edge[IRQ_LINES];
    word_t irq_core[MAX_IRQ];
    uint64_t raised;                    /* bit target * 8 + number % 8 */
    word_t core;                        /* that executes */
    word_t signalled;                   /* bit n: core n was, by another */
    word_t stalls;                      /* how often another core gave way at once */
    word_t core_refused;                /* by the firmware; 0: none */
    void (*relax)(void);                /* lets other cores go on (cores.h); NULL: they need not */
    void (*halt)(void);                 /* does not return; NULL: nobody halts */
    word_t irq_next;                    /* what arch_irq_take gives next */
};
extern struct fake fake;

/* Fresh RAM, a zeroed struct kernel, nothing recorded. */
void fake_reset(void);
/* Fill RAM with a pattern: what a machine may hold when it starts. */
void fake_fill(paddr_t start, size_t bytes, uint8_t value);
