/*
 * Private to this architecture: the kernel's address space, per-core state as assembly sees it,
 * and what the files here ask of each other.
 */
#pragma once

/* upper half, 39 bits: all RAM at a fixed distance, the kernel's own window in the last GiB */
#define KERNEL_LINEAR      0xffffff8000000000
#define KERNEL_LINEAR_SIZE 0x7fc0000000         /* 511 GiB */
#define KERNEL_WINDOW      0xffffffffc0000000   /* linked here, 4 KiB pages, at most 2 MiB */
#define KERNEL_DEVICES     0xffffffffffe00000   /* the last 2 MiB: registers */

/* level-2 tables: two for each range of memory; level-3: around the kernel's text */
#define KERNEL_POOL_PAGES 18

#define KERNEL_STACK_BYTES    8192
#define EMERGENCY_STACK_BYTES 4096

/* from the top of one core's stack to that of the next: a page that is not mapped lies between */
#define KERNEL_STACK_STEP (KERNEL_STACK_BYTES + PAGE_SIZE)

/* struct kernel: lines of interrupts, 32 bytes each, stand in front of them */
#define KERNEL_CPU ((512 + 32 * (CONFIG_CORES - 1)) * 32)

/* struct cpu */
#define CPU_CURRENT 0
#define CPU_STACK   8
#define CPU_IDLE    16
#define CPU_EMERGENCY 24
#define CPU_TO_DO   104
#define CPU_INVOCATION 208                      /* caller, result_count */

#define BOOT_PARAMS_BYTES 920                   /* struct boot_params */

/* what panics print of an exception inside the kernel: x0..x30, sp */
#define FRAME_BYTES 256

/* CPACR_EL1: FP registers trap at EL0, or not at all */
#define CPACR_FP_EL1 (1 << 20)
#define CPACR_FP_ALL (3 << 20)

/* CNTKCTL_EL1: both counters are readable by all; the physical timer goes by thread */
#define CNTKCTL_ALL   3
#define CNTKCTL_TIMER (1 << 9)

/* ESR_EL1 of an SVC, turned right by 24; those with short ways (abi/syscalls.def) */
#define SVC_TURNED(number) ((number) << 8 | 0x56)
#define SVC_CALL       1
#define SVC_REPLY_RECV 2
#define SVC_SEND       3
#define SVC_WAIT       8
#define SVC_NB_WAIT    9
#define SVC_YIELD      11

/* exception classes, ESR_EL1 bits 31:26 (Arm ARM D17.2.37), of EL0 */
#define CLASS_FP    0x07
#define CLASS_SVC   0x15
#define CLASS_FETCH 0x20
#define CLASS_DATA  0x24
#define CLASS_BREAKPOINT 0x30
#define CLASS_STEP       0x32
#define CLASS_WATCHPOINT 0x34
#define CLASS_BRK        0x3c

#define ENTRY_LEFT_ALL 3                        /* LEFT_ALL */

/* info of the message about a page fault: label FAULT_VM, 4 words */
#define PAGE_FAULT_INFO (6 * 4096 + 4)

/* user PSTATE: EL0, AArch64, FIQ masked, all else open */
#define SPSR_USER 0x40
#define SPSR_USER_FLAGS 0xf0000000
#define SPSR_STEP 0x200000              /* one more instruction before the next step is over */

/* MDSCR_EL1 of threads without breakpoints: only that EL0 traps on the debug channel */
#define MDSCR_TDCC (1u << 12)

#ifndef __ASSEMBLER__
#include "../../kernel.h"

_Static_assert(offsetof(struct cpu, current) == CPU_CURRENT, "used by vectors.S");
_Static_assert(offsetof(struct cpu, kernel_stack) == CPU_STACK, "used by vectors.S");
_Static_assert(offsetof(struct cpu, to_do) == CPU_TO_DO, "used by vectors.S");
_Static_assert(offsetof(struct cpu, invocation.caller) == CPU_INVOCATION &&
               offsetof(struct cpu, invocation.result_count) == CPU_INVOCATION + 8,
               "used by vectors.S");
_Static_assert(offsetof(struct cpu, idle) == CPU_IDLE, "used by vectors.S");
_Static_assert(offsetof(struct cpu, emergency_stack) == CPU_EMERGENCY, "used by vectors.S");
_Static_assert(offsetof(struct kernel, cpu) == KERNEL_CPU, "used by boot.S");
_Static_assert(offsetof(struct tcb, context) == 0, "used by vectors.S");
_Static_assert(sizeof(struct boot_params) == BOOT_PARAMS_BYTES, "used by boot.S");

#define sysreg_read(name) ({ \
    uint64_t value_; \
    __asm__ volatile("mrs %0, " #name : "=r"(value_)); \
    value_; })
#define sysreg_write(name, value) \
    __asm__ volatile("msr " #name ", %0" :: "r"((uint64_t)(value)) : "memory")
#define barrier_isb() __asm__ volatile("isb" ::: "memory")
#define barrier_dsb() __asm__ volatile("dsb sy" ::: "memory")

/* kernel.ld.S: first and last bytes of the kernel's segments, virtual */
extern char kernel_start[], kernel_text_end[], kernel_rodata_end[], kernel_end[];
extern char kernel_stack_guard[], kernel_stack_top[], kernel_pool[];    /* of core 0 */

/* boot.S: the tables it made, and the parameters as it found them */
extern word_t kernel_top[], kernel_middle[], kernel_pages[], device_pages[], empty_user[];
extern const struct boot_params boot_params_copy;
_Noreturn void kernel_main(void);       /* main.c, called by boot.S */
extern char boot_core_start[];          /* where another core comes in: see abi/boot.h */

/* vectors.S, fpu.S */
void aarch64_semihosting(word_t operation, const void *block);
_Noreturn void aarch64_semihosting_done(void);
void aarch64_fpu_save(struct arch_fpu *fpu);
void aarch64_fpu_load(const struct arch_fpu *fpu);
extern char emergency_stack_top[];      /* of core 0; the next core's ends where it begins */

/* trap.c: each returns the thread that goes on */
struct tcb *aarch64_sync(word_t esr);
struct tcb *aarch64_serror(word_t esr);
void aarch64_kernel_exception(word_t vector, const word_t *frame);

/* thread.c: give the FP registers to the current thread; false: it may not have them */
bool aarch64_fpu_take(void);

/* debug.c */
void aarch64_debug_init(void);
bool aarch64_is_debugged(const struct arch_context *c);
void aarch64_debug_switch(const struct tcb *next);
struct tcb *aarch64_step(void);
struct tcb *aarch64_breakpoint(void);
struct tcb *aarch64_watchpoint(vaddr_t address);

/* mmu.c */
volatile char *aarch64_map_device(paddr_t paddr, size_t bytes);
void aarch64_unmap_device(volatile char *registers);    /* the mapping made last */
void aarch64_unmap_page(const void *page);              /* of the kernel's window */
void aarch64_user_space(const void *root, word_t asid); /* root NULL: the empty one */

/* gic2.c, gic3.c: where the versions differ most; the rest is in gic.h */
struct gic_ops {
    void (*init)(void);                 /* the controller; its own lines go to this core */
    void (*init_core)(void);            /* this core's part, all masked */
    void (*route)(word_t irq, uint32_t target);
    bool (*names)(word_t target);       /* is it one? */
    void (*raise)(word_t irq, uint32_t target);
};
extern const struct gic_ops gic2_ops, gic3_ops;

#define GICD_CTLR       0x000
#define GICD_TYPER      0x004
#define GICD_IGROUPR    0x080
#define GICD_ISENABLER  0x100
#define GICD_ICENABLER  0x180
#define GICD_ICPENDR    0x280
#define GICD_ICACTIVER  0x380
#define GICD_IPRIORITYR 0x400
#define GICD_ITARGETSR  0x800
#define GICD_ICFGR      0xc00
#define GICD_IROUTER    0x6000
#define GICD_SGIR       0xf00
#define GIC_PRIORITY    0xa0
#define GIC_SIGNAL      0               /* the line that one core signals another with */

static inline uint32_t mmio_read(volatile char *base, word_t offset)
{
    return *(volatile uint32_t *)(base + offset);
}
static inline void mmio_write(volatile char *base, word_t offset, uint32_t value)
{
    *(volatile uint32_t *)(base + offset) = value;
}
#endif
