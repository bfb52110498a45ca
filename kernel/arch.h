/*
 * The complete list of what the generic kernel asks of an architecture.
 */
#pragma once
#include "abi/boot.h"
#include "types.h"
#include "context.h"        /* struct arch_context: a thread's registers; accessors */

struct tcb;
struct cpu;

/* boot: main.c calls each once, in this order */
const struct boot_params *arch_boot_params(void);   /* what the loader handed over, unchecked */
void arch_boot_core(void);                      /* its registers; by every core */
void arch_boot_console(void);
struct boot_range arch_boot_memory(struct boot_range ram);  /* map it; what of it can be used */
void arch_boot_leave_identity(void);            /* user space may be installed from now on */
void arch_boot_irq(void);                       /* controller on, all lines masked */
void arch_boot_core_irq(void);                  /* this core's part of it: its timer, its signals */

/* memory: the kernel sees all RAM at a fixed offset */
void   *arch_ram_pointer(paddr_t paddr);
paddr_t arch_ram_paddr(const void *pointer);

/* this core's struct cpu, held in one system register */
struct cpu *arch_cpu(void);

/* other cores (smp.h). A core that starts begins with kernel_core_main */
bool arch_core_start(struct cpu *c);            /* until it has joined; false: none */
void arch_core_signal(const struct cpu *c);     /* it enters the kernel as soon as it can */
void arch_core_drop(void);                      /* registers to memory; nothing of it is left */
void arch_relax(void);                          /* while waiting for another core */
_Noreturn void kernel_core_main(void);

/* interrupts: the controller. Lines are as in kernel.h, numbers INTIDs 0..MAX_IRQ-1 */
bool arch_irq_valid(word_t irq);                /* a number that user space may own */
void arch_irq_mask(word_t irq);
void arch_irq_unmask(word_t irq);
void arch_irq_set_trigger(word_t irq, bool edge);
bool arch_irq_edge(word_t irq);                 /* what was set */
void arch_irq_route(word_t irq, word_t core);   /* of a line that is not private */
void arch_irq_settle(void);                     /* what others want of this core's private lines */
bool arch_sgi_valid(word_t target);             /* can the controller name it? 32 bits at most */
void arch_sgi_raise(word_t irq, word_t target);
bool arch_irq_pending(void);                    /* asked at preemption points; any unmasked line */
word_t arch_irq_take(void);                     /* acknowledge, end: line; from here on none: */
#define ARCH_IRQ_NONE IRQ_LINES

/* time, in ticks of the system counter */
ticks_t arch_timer_now(void);
void    arch_timer_set(ticks_t deadline);       /* one shot; replaces the previous deadline */
#define ARCH_TIMER_NEVER UINT64_MAX
word_t  arch_timer_irq(void);
word_t  arch_timer_hz(void);

/* address spaces */
void arch_vspace_init(void *root);              /* a fresh, zeroed top-level table */
void arch_tlb_flush_page(word_t asid, vaddr_t vaddr);
void arch_tlb_flush_asid(word_t asid);
void arch_vspace_leave(word_t asid);            /* empty user space if that one is active here */
void arch_spaces_changed(void);                 /* what threads know of their spaces is void */
void arch_table_written(void *entry);           /* barrier after a page-table store */
void arch_cache_clean(void *start, size_t bytes);
void arch_cache_invalidate(void *start, size_t bytes);
void arch_cache_clean_invalidate(void *start, size_t bytes);
void arch_cache_unify(void *start, size_t bytes);

/*
 * threads. While a thread is current some of its registers stay in the processor: before anybody
 * else looks at its context, save it; after its context was changed, load it.
 */
void arch_thread_save(struct tcb *current);
void arch_thread_load(const struct tcb *current);
void arch_thread_switch(struct tcb *from, struct tcb *to);  /* save, load, install; or idle */
void arch_thread_install(struct tcb *current);  /* its address space and flags, found anew */
bool arch_space_is_noted(const struct tcb *t);  /* context.space is that of its own */
void arch_fpu_release(struct tcb *tcb);         /* save and forget its FPU state, if live here */
_Noreturn void arch_return_to_user(struct tcb *tcb);
_Noreturn void arch_idle(void);                 /* wait for interrupts on a fresh kernel stack */

/*
 * breakpoints of a thread (abi/debug.h): numbers 0 .. BREAKPOINTS-1 on instructions, behind them
 * WATCHPOINTS on data. They hold from the next arch_thread_switch to it, after spaces_forget.
 */
struct breakpoint { vaddr_t vaddr; word_t type, size, access; bool enabled; };
word_t arch_breakpoints(bool data);             /* how many of that kind there are */
void arch_breakpoint_set(struct arch_context *c, word_t number, const struct breakpoint *b);
struct breakpoint arch_breakpoint_get(const struct arch_context *c, word_t number);
void arch_single_step(struct arch_context *c, word_t count);    /* 0: no more */
word_t arch_single_steps(const struct arch_context *c);

/* firmware and the simulator */
void arch_smc(const word_t in[8], word_t out[4]);
void arch_exit(word_t status);                  /* semihosting exit; returns where there is none */
_Noreturn void arch_halt(void);
void arch_console_putc(char c);
