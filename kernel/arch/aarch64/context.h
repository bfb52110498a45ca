/*
 * A thread's registers, as the trap code saves them. Offsets are used by vectors.S.
 */
#pragma once

#define CONTEXT_LR    240
#define CONTEXT_PC    248
#define CONTEXT_SPSR  256
#define CONTEXT_SP    264
#define CONTEXT_TPIDR 272
#define CONTEXT_TPIDRRO 280

#ifndef __ASSEMBLER__
#include "abi/debug.h"
#include "types.h"

struct arch_fpu {
    word_t v[64];                       /* q0..q31 */
    word_t fpsr, fpcr;
};

/* what a core has for itself, behind struct cpu */
struct arch_core {
    word_t start[2];                    /* struct boot_core, while it starts */
    volatile char *redistributor;       /* GICv3 */
    uint32_t gic_target;                /* the controller's name for it: number (GICv2) or
                                           affinity, as in GICD_IROUTER */
    uint32_t irq_changed, irq_on, irq_edge; /* GICv2: of its private lines, asked by others */
    word_t affinity;                    /* of MPIDR_EL1: Aff3 at 32, Aff2..0 below 24 */
};

/* breakpoints, behind them watchpoints, as in the registers of the CPU; 0: not in use */
struct arch_debug {
    word_t value[BREAKPOINTS + WATCHPOINTS], control[BREAKPOINTS + WATCHPOINTS];
    word_t count;                       /* in use */
    word_t steps, left;                 /* a fault after so many instructions (0: never), after
                                           so many more */
};

struct arch_context {
    word_t x[31];
    word_t pc, spsr;
    word_t sp, tpidr, tpidrro;          /* stay in the processor: arch_thread_save */
    word_t space;                       /* TTBR0_EL1: see struct tcb, spaces */
    struct arch_debug debug;
};
_Static_assert(offsetof(struct arch_context, sp) == CONTEXT_SP, "used by vectors.S");
_Static_assert(offsetof(struct arch_context, pc) == CONTEXT_PC, "used by vectors.S");
_Static_assert(offsetof(struct arch_context, spsr) == CONTEXT_SPSR, "used by vectors.S");
_Static_assert(offsetof(struct arch_context, tpidr) == CONTEXT_TPIDR, "used by vectors.S");
_Static_assert(offsetof(struct arch_context, tpidrro) == CONTEXT_TPIDRRO, "used by vectors.S");

/* system call registers: kernel/abi/syscalls.def */
static inline word_t context_cap(const struct arch_context *c) { return c->x[0]; }
static inline word_t context_info(const struct arch_context *c) { return c->x[1]; }
static inline word_t context_word(const struct arch_context *c, word_t i) { return c->x[2 + i]; }
static inline word_t context_reply(const struct arch_context *c) { return c->x[10]; }
static inline word_t context_send_cap(const struct arch_context *c) { return c->x[11]; }
static inline void context_set_badge(struct arch_context *c, word_t v) { c->x[0] = v; }
static inline void context_set_info(struct arch_context *c, word_t v) { c->x[1] = v; }
static inline void context_set_word(struct arch_context *c, word_t i, word_t v) { c->x[2 + i] = v; }

/* the order of tcb_read_registers: pc sp spsr x0..x30 tpidr_el0 tpidrro_el0 */
#define CONTEXT_REGISTERS 36
#define CONTEXT_REGISTER_PC 0
#define CONTEXT_REGISTER_X0 3
word_t context_register(const struct arch_context *c, word_t index);
/* spsr is forced to EL0 with interrupts on; only NZCV is the user's. */
void context_set_register(struct arch_context *c, word_t index, word_t value);
void context_init(struct arch_context *c);      /* a fresh thread, zeroed: EL0, interrupts on */
/* make the SVC just executed run again (preempted or restarted) */
static inline void context_rewind(struct arch_context *c) { c->pc -= 4; }
#endif
