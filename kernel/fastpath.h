/*
 * Short ways through the kernel for the commonest system calls. Each function looks at the current
 * thread's registers and either does all that the slow path would do, and goes back to user mode
 * without returning, or returns with nothing changed: then the slow path does it.
 *
 * Called by the entry code alone, in its conventions: the message words stay in x2..x9, and there
 * is no stack. fastpath_ipc.c may use x10..x30, fastpath_local.c only x10..x18 (kernel/build.mk).
 * With several cores they take the kernel's lock only where it is free at once (smp.h).
 */
#pragma once
#include "types.h"

/* the current thread's registers are saved, except x10..x18 other than the two in use */
void fastpath_call(cptr_t cptr, word_t info);
void fastpath_reply_recv(cptr_t cptr, word_t info);

/* x0, x1, x10, x11, x30 are saved */
void fastpath_send(cptr_t cptr, word_t info);
void fastpath_poll(cptr_t cptr);
