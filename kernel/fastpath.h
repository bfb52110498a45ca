/*
 * Short ways through the kernel for the commonest system calls. Each function looks at the current
 * thread's registers and either does all that the slow path would do, and goes back to user mode
 * without returning, or returns with nothing changed: then the slow path does it.
 *
 * Called by the entry code alone, in its conventions: the message words stay in x2..x9, the stack
 * pointer is the current thread's TCB; x19..x28 are only used by fastpath_full.c, all registers
 * only by fastpath_wake.c (kernel/build.mk).
 * With several cores they take the kernel's lock only where it is free at once (smp.h).
 */
#pragma once
#include "types.h"

/* With several cores the lock takes the registers that are left, and there is no stack. */
#define SHORT_WAYS (CONFIG_FASTPATH && CONFIG_CORES == 1)

struct slot;
struct notification;
enum fast_again { FAST_NO_MORE, FAST_FULL, FAST_GRANT };    /* who might do it; vectors.S */
struct fast_call {
    struct slot *slot;                  /* the capability; NULL: not found in one step */
    enum fast_again again;              /* not FAST_NO_MORE: the lock is still held */
};

/*
 * x19..x30 and pc, spsr of the current thread are saved, and x0, x1, x10, x11. Slots that have been
 * found are only of use without a lock.
 */
struct fast_call fastpath_call(cptr_t cptr, word_t info);
bool fastpath_reply_recv(cptr_t cptr, word_t info);         /* true: try the full one */
struct slot *fastpath_call_full(struct slot *slot, word_t info);    /* as fast_call.slot */
void fastpath_reply_recv_full(cptr_t cptr, word_t info);

/*
 * A call that hands over one capability, for which fastpath_call says FAST_GRANT. Unlike all others
 * here this one has a stack, is called from C, and always returns: true when the receiver is the
 * current thread now.
 */
bool fastpath_grant(const struct slot *slot);

/* all registers are saved; x2..x9 hold the message, info tells of, about a page fault */
struct fast_call fastpath_fault(word_t info);

/*
 * fastpath_local.c. x0, x1, x10, x11, x30 are saved. What each returns, unless it is NULL, belongs
 * to the function of fastpath_wake.c that may do it.
 */
struct slot *fastpath_send(cptr_t cptr, word_t info);   /* a notification that wakes */
void fastpath_poll(cptr_t cptr);
struct notification *fastpath_wait(cptr_t cptr);        /* one that has no signal */
struct tcb *fastpath_yield(void);                       /* of the same priority, and ready */
word_t fastpath_interrupt(void);                        /* x12..x17 too; the line, taken */

/* fastpath_wake.c: all registers are saved. Each returns what it was given. */
struct slot *fastpath_signal(struct slot *slot);
void fastpath_block(struct notification *n);
void fastpath_rotate(void);
word_t fastpath_deliver(word_t irq);
