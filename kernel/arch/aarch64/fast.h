/*
 * What the short ways (fastpath.h) need from the architecture: switching to a thread whose spaces
 * are known, and the ways back to user mode (vectors.S).
 */
#pragma once
#include "gic.h"

static inline __attribute__((always_inline)) struct cpu *arch_fast_cpu(void)
{
    struct cpu *this;

    __asm__("mrs %0, tpidr_el1" : "=r"(this));
    return this;
}

/* The current thread: the stack pointer is its TCB until the kernel takes its own stack. */
static inline __attribute__((always_inline)) struct tcb *arch_fast_thread(void)
{
    register struct tcb *sp __asm__("sp");

    return sp;
}

static inline __attribute__((always_inline)) ticks_t arch_fast_now(void)
{
    return sysreg_read(cntvct_el0);
}

/* the timer is on since the first thread ran */
static inline __attribute__((always_inline)) void arch_fast_deadline(ticks_t deadline)
{
    sysreg_write(cntv_cval_el0, deadline);
}

/* arch_irq_take and arch_irq_mask */
static inline __attribute__((always_inline)) word_t arch_fast_irq_take(void)
{
    return gic_take();
}

static inline __attribute__((always_inline)) void arch_fast_irq_mask(word_t irq)
{
    gic_mask(irq);
}

static inline __attribute__((always_inline)) void arch_fast_irq_unmask(word_t irq)
{
    gic_unmask(irq);
}

static inline __attribute__((always_inline)) word_t arch_fast_timer_irq(void)
{
    return gic.timer;
}

/*
 * Access of `to` to the timer of user space and to the FP registers, which a thread has while it
 * owns them; without it trapped. Exception return is the barrier that this needs.
 */
static inline __attribute__((always_inline)) void arch_fast_access(const struct tcb *to)
{
    _Static_assert(SPACES_TIMER == CNTKCTL_TIMER, "one bit for both");
    _Static_assert(SPACES_FPU << 11 == (CPACR_FP_ALL ^ CPACR_FP_EL1), "and nearly so");

    sysreg_write(cntkctl_el1, CNTKCTL_ALL | (to->spaces_valid & SPACES_TIMER));
    sysreg_write(cpacr_el1, CPACR_FP_EL1 | (to->spaces_valid & SPACES_FPU) << 11);
}

/* Two words that are neighbours in a structure, by one load. */
#define arch_fast_pair(first, second, base, type, field)                                       \
    __asm__("ldp %0, %1, [%2, %3]" : "=&r"(first), "=r"(second)                                \
            : "rk"(base), "n"(offsetof(type, field)), "m"(*(base)))

/*
 * The ways out, and those to what else can be done; `label` is one of vectors.S, which says what it
 * expects and what of the thread that came must be saved. They do not return.
 */
#define arch_fast_go(label, a, b) ({                                                           \
    register word_t x0_ __asm__("x0") = (word_t)(a);                                           \
    register word_t x1_ __asm__("x1") = (b);                                                   \
    __asm__ volatile("b " #label :: "r"(x0_), "r"(x1_) : "memory");                            \
    __builtin_unreachable();                                                                   \
})

/* To `to`, which receives the message words that are in the registers, 0..8 of them. */
#define arch_fast_return(label, to, badge, info, words) ({                                     \
    register word_t x0_ __asm__("x0") = (badge);                                               \
    register word_t x1_ __asm__("x1") = (info);                                                \
    register const struct tcb *x10_ __asm__("x10") = (to);                                     \
    register word_t x14_ __asm__("x14") = (words);                                             \
    __asm__ volatile("b " #label :: "r"(x0_), "r"(x1_), "r"(x10_), "r"(x14_) : "memory");      \
    __builtin_unreachable();                                                                   \
})

/* To `to` with all its registers as they were. */
#define arch_fast_restart(label, to) ({                                                        \
    register const struct tcb *x10_ __asm__("x10") = (to);                                     \
    __asm__ volatile("b " #label :: "r"(x10_) : "memory");                                     \
    __builtin_unreachable();                                                                   \
})

/* To the current thread, with this badge and info, or with what was saved of it. */
static inline __attribute__((always_inline)) _Noreturn void arch_fast_continue(word_t badge,
                                                                               word_t info)
{
    arch_fast_go(fast_continue, badge, info);
}

static inline __attribute__((always_inline)) _Noreturn void arch_fast_resume(void)
{
    __asm__ volatile("b fast_resume" ::: "memory");
    __builtin_unreachable();
}
