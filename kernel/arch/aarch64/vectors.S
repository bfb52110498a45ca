/*
 * Exception vectors: the way in and out of the kernel.
 *
 * While a thread runs, SP_EL1 points to its TCB, where the registers go (context.h); the kernel
 * then runs on its core's stack, which is empty at every entry. The kernel itself takes no
 * exceptions: interrupts stay masked, idling polls; what arrives from EL1 is a panic.
 */
#include "context.h"
#include "cpu.h"

/* what every exception must keep; x0, x1, x10, x11 come before it; a, b: free to be used */
        .macro  save_kept a, b
        stp     x2, x3, [sp, #16]
        stp     x4, x5, [sp, #32]
        stp     x6, x7, [sp, #48]
        stp     x8, x9, [sp, #64]
        str     x19, [sp, #152]
        stp     x20, x21, [sp, #160]
        stp     x22, x23, [sp, #176]
        stp     x24, x25, [sp, #192]
        stp     x26, x27, [sp, #208]
        stp     x28, x29, [sp, #224]
        mrs     \a, sp_el0
        stp     x30, \a, [sp, #240]
        mrs     \a, elr_el1
        mrs     \b, spsr_el1
        stp     \a, \b, [sp, #CONTEXT_PC]
        mrs     \a, tpidr_el0
        str     \a, [sp, #CONTEXT_TPIDR]
        .endm

/* and what only system calls may lose */
        .macro  save_lost
        stp     x12, x13, [sp, #96]
        stp     x14, x15, [sp, #112]
        stp     x16, x17, [sp, #128]
        str     x18, [sp, #144]
        .endm

        .macro  enter_kernel
        mrs     x0, tpidr_el1
        ldr     x0, [x0, #CPU_STACK]
        mov     sp, x0
        .endm

        .macro  vector target
        .balign 128
        b       \target
        .endm

/* from EL1: number it and leave all registers as they were */
        .macro  kernel_vector number
        .balign 128
        msr     tpidrro_el0, x0
        mov     x0, #\number
        b       kernel_exception
        .endm

        .section .text.vectors, "ax"
        .balign 2048
        .global vectors
vectors:
        kernel_vector 0                 /* EL1 with SP_EL0: never used */
        kernel_vector 1
        kernel_vector 2
        kernel_vector 3
        kernel_vector 4                 /* EL1: synchronous, IRQ, FIQ, SError */
        kernel_vector 5
        kernel_vector 6
        kernel_vector 7
        vector  user_sync               /* EL0, AArch64 */
        vector  user_irq
        kernel_vector 10
        vector  user_serror
        kernel_vector 12                /* EL0, AArch32: cannot be entered */
        kernel_vector 13
        kernel_vector 14
        kernel_vector 15

/*
 * System calls lose x10..x18, so they need no saving, and the TCB keeps what the thread had in
 * them at its last interrupt. Its own old values are what it finds in them afterwards.
 */
user_sync:
        stp     x10, x11, [sp, #80]
        stp     x0, x1, [sp]
        mrs     x10, esr_el1
        movz    x11, #SVC_SYNDROME >> 16, lsl #16
        sub     x11, x10, x11           /* the number of the system call, or far above */
        cmp     x11, #SVC_REPLY_RECV
        b.ls    user_message
        cmp     x11, #SVC_SEND
        b.eq    user_send
        cmp     x11, #SVC_NB_WAIT
        b.eq    user_poll
        cmp     x11, #SVC_LAST
        b.hi    user_exception
        save_kept x0, x1
        b       slow_syscall

user_message:                           /* 1: call, 2: reply_recv, 0: unknown */
        cbz     x11, user_exception
        save_kept x12, x13
        tbnz    x11, #1, 1f
        bl      fastpath_call
        b       slow_syscall
1:      bl      fastpath_reply_recv
        b       slow_syscall

user_send:
        str     x30, [sp, #240]
        bl      fastpath_send
        b       2f
user_poll:
        str     x30, [sp, #240]
        bl      fastpath_poll
2:      ldr     x30, [sp, #240]
        save_kept x0, x1

slow_syscall:
        enter_kernel
        mrs     x0, esr_el1
        and     x0, x0, #0xffff
        bl      syscall_entry
        b       return_to_current

user_exception:
        save_kept x0, x1
        save_lost
        enter_kernel
        mrs     x0, esr_el1
        lsr     x1, x0, #26
        cmp     x1, #0x15               /* SVC */
        b.ne    1f
        and     x0, x0, #0xffff
        bl      syscall_entry
        b       return_to_current
1:      bl      aarch64_sync
        b       return_to_current

user_irq:
        stp     x10, x11, [sp, #80]
        stp     x0, x1, [sp]
        save_kept x0, x1
        save_lost
        enter_kernel
        bl      interrupt_entry
        b       return_to_current

user_serror:
        stp     x10, x11, [sp, #80]
        stp     x0, x1, [sp]
        save_kept x0, x1
        save_lost
        enter_kernel
        mrs     x0, esr_el1
        bl      aarch64_serror
        b       return_to_current

/*
 * x10 = the thread that goes on, x0 = badge, x1 = info, x2..x9 = message words, of which those
 * behind the length are the thread's own again.
 */
        .global fast_return
fast_return:
        mov     sp, x10
        ldp     x12, x13, [sp, #CONTEXT_TPIDR]
        ldp     x14, x15, [sp, #CONTEXT_PC]
        ldp     x30, x16, [sp, #240]
        msr     tpidr_el0, x12
        msr     tpidrro_el0, x13
        msr     elr_el1, x14
        msr     spsr_el1, x15
        msr     sp_el0, x16
        and     x12, x1, #15            /* words, 0..8: so many of the 8 loads are skipped */
        adr     x11, 1f
        add     x11, x11, x12, lsl #2
        ldr     x19, [sp, #152]
        ldp     x20, x21, [sp, #160]
        ldp     x22, x23, [sp, #176]
        ldp     x24, x25, [sp, #192]
        ldp     x26, x27, [sp, #208]
        ldp     x28, x29, [sp, #224]
        br      x11
1:      ldr     x2, [sp, #16]
        ldr     x3, [sp, #24]
        ldr     x4, [sp, #32]
        ldr     x5, [sp, #40]
        ldr     x6, [sp, #48]
        ldr     x7, [sp, #56]
        ldr     x8, [sp, #64]
        ldr     x9, [sp, #72]
own_lost:
        ldp     x10, x11, [sp, #80]
        ldp     x12, x13, [sp, #96]
        ldp     x14, x15, [sp, #112]
        ldp     x16, x17, [sp, #128]
        ldr     x18, [sp, #144]
        eret

/* x0 and x1 are set, all else but x10..x18 and x30 is as the thread left it */
        .global fast_continue
fast_continue:
        ldr     x30, [sp, #240]
        b       own_lost

return_to_current:
        mrs     x1, tpidr_el1
        ldr     x0, [x1, #CPU_CURRENT]
        /* fall through */

/* _Noreturn void arch_return_to_user(struct tcb *tcb) */
        .global arch_return_to_user
arch_return_to_user:
        mrs     x1, tpidr_el1
        ldr     x1, [x1, #CPU_IDLE]
        cmp     x0, x1
        b.eq    arch_idle
        mov     sp, x0
        ldp     x0, x1, [sp, #CONTEXT_TPIDR]
        msr     tpidr_el0, x0
        msr     tpidrro_el0, x1
        ldp     x0, x1, [sp, #CONTEXT_PC]
        msr     elr_el1, x0
        msr     spsr_el1, x1
        ldp     x30, x0, [sp, #240]
        msr     sp_el0, x0
        ldp     x0, x1, [sp, #0]
        ldp     x2, x3, [sp, #16]
        ldp     x4, x5, [sp, #32]
        ldp     x6, x7, [sp, #48]
        ldp     x8, x9, [sp, #64]
        ldp     x10, x11, [sp, #80]
        ldp     x12, x13, [sp, #96]
        ldp     x14, x15, [sp, #112]
        ldp     x16, x17, [sp, #128]
        ldp     x18, x19, [sp, #144]
        ldp     x20, x21, [sp, #160]
        ldp     x22, x23, [sp, #176]
        ldp     x24, x25, [sp, #192]
        ldp     x26, x27, [sp, #208]
        ldp     x28, x29, [sp, #224]
        eret

/* _Noreturn void arch_idle(void): WFI wakes for masked interrupts, so none is ever taken here */
        .global arch_idle
arch_idle:
        mrs     x1, tpidr_el1
        ldr     x1, [x1, #CPU_STACK]
        mov     sp, x1
1:      dsb     sy
        wfi
        mrs     x0, isr_el1
        tst     x0, #(1 << 7)
        b.eq    1b
        bl      interrupt_entry
        b       return_to_current

/* An exception inside the kernel, x0 = vector, the old x0 in TPIDRRO_EL0. Not on its stack. */
kernel_exception:
        msr     tpidr_el0, x1
        mrs     x1, tpidr_el1
        ldr     x1, [x1, #CPU_EMERGENCY]
        sub     x1, x1, #FRAME_BYTES
        stp     x2, x3, [x1, #16]
        stp     x4, x5, [x1, #32]
        stp     x6, x7, [x1, #48]
        stp     x8, x9, [x1, #64]
        stp     x10, x11, [x1, #80]
        stp     x12, x13, [x1, #96]
        stp     x14, x15, [x1, #112]
        stp     x16, x17, [x1, #128]
        stp     x18, x19, [x1, #144]
        stp     x20, x21, [x1, #160]
        stp     x22, x23, [x1, #176]
        stp     x24, x25, [x1, #192]
        stp     x26, x27, [x1, #208]
        stp     x28, x29, [x1, #224]
        mov     x2, sp
        stp     x30, x2, [x1, #240]
        mrs     x2, tpidrro_el0
        mrs     x3, tpidr_el0
        stp     x2, x3, [x1]
        mov     sp, x1
        bl      aarch64_kernel_exception
        /* only from aarch64_semihosting, which expects nothing but its return address */
        ldp     x29, x30, [sp, #232]
        ldp     x19, x20, [sp, #152]
        ldp     x21, x22, [sp, #168]
        ldp     x23, x24, [sp, #184]
        ldp     x25, x26, [sp, #200]
        ldp     x27, x28, [sp, #216]
        ldr     x0, [sp, #248]
        mov     sp, x0
        eret

/* void aarch64_semihosting(word_t operation, const void *block): undefined without a debugger */
        .global aarch64_semihosting, aarch64_semihosting_done
aarch64_semihosting:
        hlt     #0xf000
aarch64_semihosting_done:
        ret

        .bss
        .balign 16
        .space  EMERGENCY_STACK_BYTES * CONFIG_CORES
        .global emergency_stack_top
emergency_stack_top:
