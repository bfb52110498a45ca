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
 * Registers go to the TCB in parts: those that C functions keep (x19..x29), which with x30, pc and
 * pstate matter only when another thread goes on, the message, and those that a system call loses
 * (x10..x18). What else lives in system registers (sp, tpidr) stays there until another thread goes
 * on: thread.c.
 */
        .macro  save_message
        stp     x2, x3, [sp, #16]
        stp     x4, x5, [sp, #32]
        stp     x6, x7, [sp, #48]
        stp     x8, x9, [sp, #64]
        .endm

        .macro  save_kept a, b, link=1
        stp     x19, x20, [sp, #152]
        stp     x21, x22, [sp, #168]
        stp     x23, x24, [sp, #184]
        stp     x25, x26, [sp, #200]
        stp     x27, x28, [sp, #216]
        .if     \link
        stp     x29, x30, [sp, #232]
        .else                           /* x30 is there already */
        str     x29, [sp, #232]
        .endif
        mrs     \a, elr_el1
        mrs     \b, spsr_el1
        stp     \a, \b, [sp, #CONTEXT_PC]
        .endm

        .macro  load_kept
        ldp     x19, x20, [sp, #152]
        ldp     x21, x22, [sp, #168]
        ldp     x23, x24, [sp, #184]
        ldp     x25, x26, [sp, #200]
        ldp     x27, x28, [sp, #216]
        ldp     x29, x30, [sp, #232]
        .endm

/* what only system calls may lose */
        .macro  save_lost
        stp     x12, x13, [sp, #96]
        stp     x14, x15, [sp, #112]
        stp     x16, x17, [sp, #128]
        str     x18, [sp, #144]
        .endm

/* to the kernel's stack; x19 = the thread */
        .macro  enter_kernel
        mov     x19, sp
        mrs     x2, tpidr_el1
        ldr     x2, [x2, #CPU_STACK]
        mov     sp, x2
        .endm

        .macro  vector number           /* an error if what precedes has not fitted */
        .org    vectors + \number * 128
        .endm

/* nobody expects it: number it and leave all registers as they were */
        .macro  kernel_vector number
        vector  \number
        msr     tpidrro_el0, x0
        mov     x0, #\number
        b       kernel_exception
        .endm

/*
 * The table. An entry is 128 bytes: what its first instructions leave of them has whatever of the
 * ways below fits there.
 */
        .section .text.vectors, "ax"
        .balign 2048
        .global vectors
vectors:
        kernel_vector 0                 /* EL1 with SP_EL0: never used */

/*
 * Where fastpath_call goes on when it has not done everything: x0 = the slot, x1 = info, x2..x9 the
 * message, and what a call does not lose is as the thread left it.
 */
        .global user_call_general, user_call_full, user_call_grant, user_invoke
user_call_full:
        save_message
        save_kept x12, x13
        bl      fastpath_call_full
        load_kept
        mov     x0, #SVC_CALL
        b       enter

        kernel_vector 1

user_call_grant:
        save_message
        save_kept x12, x13
        enter_kernel
        bl      grant_entry
        b       leave

        kernel_vector 2

user_call_general:
        save_kept x12, x13
        mov     x11, #SVC_CALL
        b       save_and_enter

user_irq:
        load_kept
        enter_kernel
        bl      interrupt_entry
        b       leave

        kernel_vector 3

/* where user_invoke goes on when there is more to do: x0 = what it gave */
invocation_left:
        bl      invocation_done
        ands    x1, x0, #3              /* enum left */
        b.ne    1f
        mov     sp, x0
        ldr     x30, [sp, #CONTEXT_LR]
        ldp     x0, x1, [sp]
        b       invocation_answer
1:      sub     x0, x0, x1
        mov     sp, x0
        save_kept x12, x13, link=0
        mov     x0, #SVC_CALL
        cmp     x1, #ENTRY_LEFT_ALL
        b.eq    enter
        mov     x0, x1
        enter_kernel
        bl      invocation_end
        b       leave

        kernel_vector 4                 /* EL1: synchronous, IRQ, FIQ, SError */

/* As user_call_full and user_call_general, for fastpath_reply_recv. */
        .global user_reply_general, user_reply_full
user_reply_full:
        save_kept x12, x13
        ldp     x0, x1, [sp]
        bl      fastpath_reply_recv_full
        load_kept
user_reply_general:
        save_kept x12, x13
        mov     x11, #SVC_REPLY_RECV
        b       save_and_enter

        kernel_vector 5

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

        kernel_vector 6

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

        kernel_vector 7

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

/*
 * From EL0, AArch64: synchronous. System calls lose x10..x18, so they need no saving, and the TCB
 * keeps what the thread had in them at its last interrupt. ESR_EL1 turned by a byte has the number
 * of a system call above its class, and both fit into one comparison.
 */
        vector  8
        stp     x10, x11, [sp, #80]     /* step: registers saved */
        stp     x0, x1, [sp]
        mrs     x11, esr_el1            /* step: cause and dispatch */
        ror     w11, w11, #24
        cmp     w11, #SVC_TURNED(SVC_CALL)
        b.eq    fastpath_call
        cmp     w11, #SVC_TURNED(SVC_REPLY_RECV)
        b.eq    fastpath_reply_recv
        cmp     w11, #SVC_TURNED(SVC_SEND)
        b.eq    user_send
        tbz     w11, #11, 1f
        cmp     w11, #SVC_TURNED(SVC_NB_WAIT)
        b.eq    user_poll
        cmp     w11, #SVC_TURNED(SVC_YIELD)
        b.eq    user_yield
        cmp     w11, #SVC_TURNED(SVC_WAIT)
        b.eq    user_wait
1:      b       user_other

user_poll:
        str     x30, [sp, #CONTEXT_LR]
        bl      fastpath_poll
        save_kept x0, x1, link=0
        mov     x11, #SVC_NB_WAIT
        b       save_and_enter

        vector  9                       /* interrupts */
        stp     x10, x11, [sp, #80]
        stp     x0, x1, [sp]
        save_lost
        str     x30, [sp, #CONTEXT_LR]
        bl      fastpath_interrupt      /* x0 = the line, from here on */
        save_message
        save_kept x10, x11, link=0
        bl      fastpath_deliver
        b       user_irq

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

        kernel_vector 10

user_fault:                             /* the message: pc, address, fetch, syndrome */
        ldr     x2, [sp, #CONTEXT_PC]
        mrs     x3, far_el1
        cmp     x11, #CLASS_FETCH
        cset    x4, eq
        mov     x5, x10
        bl      fastpath_fault          /* x0 = the slot, or NULL */
        cbz     x0, 1f
        ldr     x1, =PAGE_FAULT_INFO
        bl      fastpath_call_full
1:      load_kept
        enter_kernel
        mrs     x0, esr_el1
        bl      aarch64_sync
        b       leave

        vector  11                      /* system errors */
        stp     x10, x11, [sp, #80]
        stp     x0, x1, [sp]
        save_message
        save_kept x0, x1
        save_lost
        enter_kernel
        mrs     x0, esr_el1
        bl      aarch64_serror
        b       leave

        kernel_vector 12                /* EL0, AArch32: cannot be entered */

user_other:
        mov     w10, #SVC_TURNED(SVC_YIELD)     /* the last one */
        cmp     w11, w10
        b.hi    user_exception
        and     w10, w11, #0xff
        lsr     w11, w11, #8
        cmp     w10, #SVC_TURNED(0)
        ccmp    w11, #0, #4, eq
        b.eq    user_exception
        save_kept x0, x1
        b       save_and_enter

        kernel_vector 13

/* sp = the thread that came; becomes x10, the one that goes on */
        .macro  exchange
        mrs     x11, sp_el0
        mrs     x12, tpidr_el0
        stp     x11, x12, [sp, #CONTEXT_SP]
        mov     sp, x10
        ldp     x11, x12, [sp, #CONTEXT_PC]
        ldp     x13, x15, [sp, #CONTEXT_SP]
        ldp     x16, x17, [sp, #CONTEXT_TPIDRRO]
        msr     elr_el1, x11
        msr     spsr_el1, x12
        msr     sp_el0, x13
        msr     tpidr_el0, x15
        msr     tpidrro_el0, x16
        msr     ttbr0_el1, x17
        .endm

/*
 * x10 = the thread that goes on, with all its registers as they were; fast_restart_reply: those of
 * the one that came are not saved
 */
        .global fast_restart, fast_restart_reply
fast_restart_reply:
        save_kept x11, x12
fast_restart:
        exchange
        load_kept
        b       load_message

        kernel_vector 14

same_thread:
        ldr     x30, [sp, #CONTEXT_LR]
        ldr     x19, [sp, #152]
load_all:
        ldp     x0, x1, [sp, #CONTEXT_PC]
        msr     elr_el1, x0
        msr     spsr_el1, x1
load_message:
        ldp     x0, x1, [sp, #0]
        ldp     x2, x3, [sp, #16]
        ldp     x4, x5, [sp, #32]
        ldp     x6, x7, [sp, #48]
        ldp     x8, x9, [sp, #64]
        ldp     x10, x11, [sp, #80]
        ldp     x12, x13, [sp, #96]
        ldp     x14, x15, [sp, #112]
        ldp     x16, x17, [sp, #128]
        ldr     x18, [sp, #144]
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

        kernel_vector 15                /* the last one: no bounds from here on */

/*
 * An invocation. C functions keep x19..x29, so that these, pc and pstate need not be saved unless
 * there is more to do at its end: see syscall.h.
 */
user_invoke:
        save_message
        str     x30, [sp, #CONTEXT_LR]
        mov     x2, sp
        mrs     x3, tpidr_el1
        ldr     x10, [x3, #CPU_STACK]
        mov     sp, x10
        bl      invocation_entry
        .if     CONFIG_DEBUG
        b       invocation_left
        .endif
        mrs     x3, tpidr_el1
        ldrh    w4, [x3, #CPU_TO_DO]
        ldp     x1, x2, [x3, #CPU_INVOCATION]
        orr     w4, w4, w0
        orr     w4, w4, w2
        cbnz    w4, invocation_left
        mov     sp, x1
        ldr     x30, [sp, #CONTEXT_LR]
        mov     x0, #0
        mov     x1, #0
invocation_answer:
        ldp     x2, x3, [sp, #16]
        ldp     x4, x5, [sp, #32]
        ldp     x6, x7, [sp, #48]
        ldp     x8, x9, [sp, #64]

/* x0 and x1 are set, x30 is saved, or for fast_answer as it was, x2..x9 and x19..x29 always are */
        .global fast_continue, fast_answer
fast_answer:
        ldp     x10, x11, [sp, #80]
        ldp     x12, x13, [sp, #96]
        ldp     x14, x15, [sp, #112]
        ldp     x16, x17, [sp, #128]
        ldr     x18, [sp, #144]
        eret

fast_continue:
        ldr     x30, [sp, #CONTEXT_LR]
        b       fast_answer

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
        mrs     x10, esr_el1
        lsr     x11, x10, #26           /* the class */
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

/* The table's entries: from which word on the thread gets its own older ones. */
        .macro  return_with words
        .balign 16
        .if     \words == 1
        ldr     x3, [sp, #24]
        .elseif \words == 3
        ldr     x5, [sp, #40]
        .elseif \words == 5
        ldr     x7, [sp, #56]
        .elseif \words == 7
        ldr     x9, [sp, #72]
        .endif
        .if     \words <= 2
        ldp     x4, x5, [sp, #32]
        .endif
        .if     \words <= 4
        ldp     x6, x7, [sp, #48]
        .endif
        .if     \words <= 3
        b       2f
        .else
        .if     \words <= 6
        ldp     x8, x9, [sp, #64]
        .endif
        mov     x10, #0
        eret
        .endif
        .endm

/*
 * x10 = the thread that goes on, x0 = badge, x1 = info, x2..x9 = message words, of which x14 come
 * with the message: those behind become what the thread had in them at some time before. What it
 * finds in x10..x18 is its own too: pc, pstate, sp, the length, tpidr, tpidrro, older values.
 * fast_return_call and fast_return_reply: nothing but x0 and x1 of the thread that came is saved.
 */
        .global fast_return_call, fast_return_reply, fast_return
fast_return_call:
        cbz     x14, fast_return_reply  /* step: registers saved */
        save_message
fast_return_reply:
        save_kept x11, x12              /* step: registers saved */
fast_return:
        exchange                        /* step: system registers exchanged */
        load_kept                       /* step: registers restored, return */
        ldp     x17, x18, [sp, #136]
        cbz     x14, 1f                 /* step: message words */
        adr     x10, fast_return_table - 16
        add     x10, x10, x14, lsl #4
        br      x10
        .balign 16
fast_return_table:
        .irp    words, 1, 2, 3, 4, 5, 6, 7, 8
        return_with \words
        .endr
1:      ldp     x2, x3, [sp, #16]
        ldp     x4, x5, [sp, #32]
        ldp     x6, x7, [sp, #48]
2:      ldp     x8, x9, [sp, #64]
        mov     x10, #0                 /* step: registers restored, return */
        eret

/* _Noreturn void arch_return_to_user(struct tcb *tcb) */
        .global arch_return_to_user
arch_return_to_user:
        mrs     x1, tpidr_el1
        ldr     x1, [x1, #CPU_IDLE]
        cmp     x0, x1
        b.eq    arch_idle
        mov     sp, x0
        load_kept
        b       load_all

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
        .if     CONFIG_DEBUG
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
        .endif

        .bss
        .balign 16
        .space  EMERGENCY_STACK_BYTES * CONFIG_CORES
        .global emergency_stack_top
emergency_stack_top:
