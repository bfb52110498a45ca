/*
 * Exception vectors: the way in and out of the kernel.
 *
 * While a thread runs, SP_EL1 points to its TCB, where the registers go (context.h); the kernel
 * then runs on its core's stack, which is empty at every entry. The kernel itself takes no
 * exceptions: interrupts stay masked, idling polls; what arrives from EL1 is a panic.
 */
#include "context.h"
#include "cpu.h"

/*
 * Registers go to the TCB in two parts: those that C functions keep (x19..x29) and that matter
 * only when another thread goes on, and the rest. x18 goes with the former. What lives in system
 * registers (sp, tpidr) stays there until another thread goes on: thread.c.
 */
        .macro  save_message
        stp     x2, x3, [sp, #16]
        stp     x4, x5, [sp, #32]
        stp     x6, x7, [sp, #48]
        stp     x8, x9, [sp, #64]
        .endm

        .macro  save_kept a, b, link=1
        stp     x18, x19, [sp, #144]
        stp     x20, x21, [sp, #160]
        stp     x22, x23, [sp, #176]
        stp     x24, x25, [sp, #192]
        stp     x26, x27, [sp, #208]
        stp     x28, x29, [sp, #224]
        mrs     \a, elr_el1
        mrs     \b, spsr_el1
        .if     \link
        stp     x30, \a, [sp, #CONTEXT_LR]
        .else                           /* x30 is there already */
        str     \a, [sp, #CONTEXT_PC]
        .endif
        str     \b, [sp, #CONTEXT_SPSR]
        .endm

        .macro  load_kept
        ldp     x20, x21, [sp, #160]
        ldp     x22, x23, [sp, #176]
        ldp     x24, x25, [sp, #192]
        ldp     x26, x27, [sp, #208]
        ldp     x28, x29, [sp, #224]
        .endm

/* what only system calls may lose */
        .macro  save_lost
        stp     x12, x13, [sp, #96]
        stp     x14, x15, [sp, #112]
        stp     x16, x17, [sp, #128]
        .endm

/* to the kernel's stack; x19 = the thread */
        .macro  enter_kernel
        mov     x19, sp
        mrs     x2, tpidr_el1
        ldr     x2, [x2, #CPU_STACK]
        mov     sp, x2
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

/*
 * From EL0, AArch64: synchronous. System calls lose x10..x17, so they need no saving, and the TCB
 * keeps what the thread had in them at its last interrupt. Its own old values are what it finds in
 * them afterwards.
 */
        .balign 128
        stp     x10, x11, [sp, #80]     /* step: registers saved */
        stp     x0, x1, [sp]
        mrs     x10, esr_el1            /* step: cause and dispatch */
        movz    x11, #SVC_SYNDROME >> 16, lsl #16
        sub     x11, x10, x11           /* the number of the system call, or far above */
        cmp     x11, #SVC_CALL
        b.eq    user_call
        cmp     x11, #SVC_REPLY_RECV
        b.eq    user_reply_recv
        cmp     x11, #SVC_SEND
        b.eq    user_send
        tbz     x11, #3, 1f
        cmp     x11, #SVC_NB_WAIT
        b.eq    user_poll
        cmp     x11, #SVC_YIELD
        b.eq    user_yield
        cmp     x11, #SVC_WAIT
        b.eq    user_wait
1:      cbz     x11, user_exception
        cmp     x11, #SVC_YIELD         /* the last one */
        b.hi    user_exception
        save_kept x0, x1
        b       save_and_enter

/* interrupts */
        .balign 128
        stp     x10, x11, [sp, #80]
        stp     x0, x1, [sp]
        save_lost
        str     x30, [sp, #CONTEXT_LR]
        bl      fastpath_interrupt      /* x0 = the line, from here on */
        save_message
        save_kept x10, x11, link=0
        bl      fastpath_deliver
        b       user_irq

        kernel_vector 10
        vector  user_serror
        kernel_vector 12                /* EL0, AArch32: cannot be entered */
        kernel_vector 13
        kernel_vector 14
        kernel_vector 15
        .org    vectors + 16 * 128      /* all of them have fitted */

user_call:                              /* step: registers saved */
        save_message                    /* a restarted call sends it again */
        save_kept x12, x13
        bl      fastpath_call           /* x0 = the slot, or NULL; step: cause and dispatch */
        cbnz    w1, 2f
1:      enter_kernel
        bl      call_entry
        b       leave
2:      tbz     w1, #1, 3f              /* FAST_GRANT */
        enter_kernel
        bl      grant_entry
        b       leave
3:      ldr     x1, [sp, #8]
        bl      fastpath_call_full
        load_kept
        b       1b

user_reply_recv:
        save_kept x12, x13              /* step: registers saved */
        bl      fastpath_reply_recv     /* step: cause and dispatch */
        tbnz    w0, #0, 2f
1:      mov     x11, #SVC_REPLY_RECV
        b       save_and_enter
2:      ldp     x0, x1, [sp]
        bl      fastpath_reply_recv_full
        load_kept
        b       1b

user_send:
        str     x30, [sp, #CONTEXT_LR]
        bl      fastpath_send
        save_message
        save_kept x12, x13, link=0
        bl      fastpath_signal         /* x0 = the notification's slot, or NULL */
        load_kept
        enter_kernel
        bl      signal_entry
        b       leave

user_wait:
        str     x30, [sp, #CONTEXT_LR]
        bl      fastpath_wait           /* x0 = the notification, or NULL */
        save_message
        save_kept x12, x13, link=0
        cbz     x0, 1f
        bl      fastpath_block
        load_kept
1:      mov     x0, #SVC_WAIT
        b       enter

user_yield:
        str     x30, [sp, #CONTEXT_LR]
        bl      fastpath_yield          /* x0 = who is next, or NULL */
        save_message
        save_kept x12, x13, link=0
        cbz     x0, 1f
        bl      fastpath_rotate
        load_kept
1:      mov     x0, #SVC_YIELD
        b       enter

user_poll:
        str     x30, [sp, #CONTEXT_LR]
        bl      fastpath_poll
        save_kept x0, x1, link=0
        mov     x11, #SVC_NB_WAIT

save_and_enter:
        save_message
        mov     x0, x11
enter:  enter_kernel
        bl      syscall_entry

/* x0 = the thread that goes on, x19 = the one that came */
leave:
        .if     CONFIG_CORES > 1        /* another core may have changed any register */
        b       arch_return_to_user
        .endif
        cmp     x0, x19
        b.ne    arch_return_to_user
        mov     sp, x0
        b       same_thread

user_exception:
        save_message
        save_kept x0, x1
        save_lost
        lsr     x11, x10, #26           /* the class; x10 = ESR_EL1 */
        and     x12, x11, #~(CLASS_DATA ^ CLASS_FETCH)
        cmp     x12, #CLASS_FETCH
        b.eq    user_fault
        enter_kernel
        mov     x0, x10
        cmp     x11, #CLASS_SVC
        b.ne    1f
        and     x0, x0, #0xffff
        bl      syscall_entry
        b       leave
1:      bl      aarch64_sync
        b       leave

user_fault:                             /* the message: pc, address, fetch, syndrome */
        ldr     x2, [sp, #CONTEXT_PC]
        mrs     x3, far_el1
        cmp     x11, #CLASS_FETCH
        cset    x4, eq
        mov     x5, x10
        ldr     x0, =PAGE_FAULT_INFO
        bl      fastpath_fault
        tbz     x1, #0, 1f
        ldr     x1, =PAGE_FAULT_INFO
        bl      fastpath_call_full
        load_kept
1:      enter_kernel
        mrs     x0, esr_el1
        bl      aarch64_sync
        b       leave

user_irq:
        load_kept
        enter_kernel
        bl      interrupt_entry
        b       leave

user_serror:
        stp     x10, x11, [sp, #80]
        stp     x0, x1, [sp]
        save_message
        save_kept x0, x1
        save_lost
        enter_kernel
        mrs     x0, esr_el1
        bl      aarch64_serror
        b       leave

/* sp = the thread that came; becomes x10, the one that goes on */
        .macro  exchange
        mrs     x11, sp_el0
        mrs     x12, tpidr_el0
        stp     x11, x12, [sp, #CONTEXT_SP]
        mov     sp, x10
        ldp     x11, x12, [sp, #CONTEXT_SP]
        ldr     x13, [sp, #CONTEXT_TPIDRRO]
        msr     sp_el0, x11
        msr     tpidr_el0, x12
        msr     tpidrro_el0, x13
        .endm

/*
 * x10 = the thread that goes on, x0 = badge, x1 = info, x2..x9 = message words, of which x14 come
 * with the message: those behind become what the thread had in them at some time before.
 */
        .global fast_return
fast_return:
        exchange                        /* step: sp, tpidr, tpidrro exchanged */
        ldp     x30, x12, [sp, #CONTEXT_LR]     /* step: registers restored, return */
        ldr     x13, [sp, #CONTEXT_SPSR]
        msr     elr_el1, x12
        msr     spsr_el1, x13
        ldr     x19, [sp, #152]
        load_kept
        cbz     x14, own_message        /* step: message words */
        tbnz    x14, #3, own_lost
        adr     x11, 1f
        add     x11, x11, x14, lsl #2
        br      x11
1:      ldr     x2, [sp, #16]           /* never */
        ldr     x3, [sp, #24]
        ldr     x4, [sp, #32]
        ldr     x5, [sp, #40]
        ldr     x6, [sp, #48]
        ldr     x7, [sp, #56]
        ldr     x8, [sp, #64]
        ldr     x9, [sp, #72]
own_lost:                               /* step: registers restored, return */
        ldp     x10, x11, [sp, #80]
        ldp     x12, x13, [sp, #96]
        ldp     x14, x15, [sp, #112]
        ldp     x16, x17, [sp, #128]
        ldr     x18, [sp, #144]
        eret

own_message:
        ldp     x2, x3, [sp, #16]
        ldp     x4, x5, [sp, #32]
        ldp     x6, x7, [sp, #48]
        ldp     x8, x9, [sp, #64]
        b       own_lost

/* x0 and x1 are set, all else but x10..x18 and x30 is as the thread left it */
        .global fast_continue
fast_continue:
        ldr     x30, [sp, #CONTEXT_LR]
        b       own_lost

/* x2..x9 and x18..x29 are as the thread left them, the others as they were saved */
        .global fast_resume
fast_resume:
        ldr     x30, [sp, #CONTEXT_LR]
        ldp     x0, x1, [sp]
        ldp     x10, x11, [sp, #80]
        ldp     x12, x13, [sp, #96]
        ldp     x14, x15, [sp, #112]
        ldp     x16, x17, [sp, #128]
        eret

/* _Noreturn void arch_return_to_user(struct tcb *tcb) */
        .global arch_return_to_user
arch_return_to_user:
        mrs     x1, tpidr_el1
        ldr     x1, [x1, #CPU_IDLE]
        cmp     x0, x1
        b.eq    arch_idle
        mov     sp, x0
        b       1f

/* x10 = the thread that goes on, with all its registers as they were */
        .global fast_restart
fast_restart:
        exchange
1:      load_kept
same_thread:
        ldp     x30, x0, [sp, #CONTEXT_LR]
        ldr     x1, [sp, #CONTEXT_SPSR]
        msr     elr_el1, x0
        msr     spsr_el1, x1
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
        bl      arch_irq_take
        bl      interrupt_entry
        b       arch_return_to_user

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
