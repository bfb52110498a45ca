/*
 * Short ways through the kernel for the commonest system calls. Each function looks at the current
 * thread's registers and either does all that the slow path would do, and goes back to user mode
 * without returning, or returns with nothing changed: then the slow path does it.
 *
 * Called by the entry code alone, in its conventions: the message words stay in x2..x9, the stack
 * pointer is the current thread's TCB; x19..x28 are only used by fastpath_full.c, all registers
 * only by fastpath_wake.c (kernel/build.mk). Those that do not return are not called, but reached
 * by a branch: they save what is needed where they end, and leave x30 alone.
 */
#pragma once
#include "types.h"

/* With several cores there is a lock to be taken, and no register left for it. */
#define SHORT_WAYS (CONFIG_FASTPATH && CONFIG_CORES == 1)

struct slot;
struct notification;
enum fast_again { FAST_NO_MORE, FAST_FULL, FAST_GRANT };    /* who might do it; vectors.S */

/*
 * x0, x1, x10, x11 of the current thread are saved. What is no call of an endpoint is left to
 * invocation_entry.
 */
_Noreturn void fastpath_call(cptr_t cptr, word_t info);
_Noreturn void fastpath_reply_recv(cptr_t cptr, word_t info);
/* x19..x30, pc and pstate too, and of a call the message */
void fastpath_call_full(const struct slot *slot, word_t info);
void fastpath_reply_recv_full(cptr_t cptr, word_t info);

/*
 * A call that hands over one capability, for which fastpath_call says FAST_GRANT. Unlike all others
 * here this one has a stack, is called from C, and always returns: true when the receiver is the
 * current thread now.
 */
bool fastpath_grant(const struct slot *slot);

/*
 * All registers are saved, x2..x9 hold the message about a page fault. Returns the handler's slot
 * where fastpath_call_full might do it, and has noted the fault for it.
 */
struct slot *fastpath_fault(void);

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
