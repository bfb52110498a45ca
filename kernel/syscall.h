/*
 * Entries from user mode. The architecture saves registers in cpu->current->context, calls one
 * of these, and goes on in the thread that it returns, cpu->current.
 */
#pragma once
#include "types.h"

struct tcb;
struct slot;
struct cpu;

struct tcb *syscall_entry(word_t number);       /* SVC immediate */
struct tcb *grant_entry(const struct slot *slot);   /* SYS_CALL with a capability in it, to an
                                                       endpoint (fastpath_grant) */
struct tcb *signal_entry(struct slot *slot);    /* SYS_SEND without capabilities to a notification
                                                   that may be signalled; NULL: anything */

/*
 * SYS_CALL of what is no endpoint, by the current thread t, of which only the message and x30 are
 * saved: all else is as it left it. Where this returns ERR_NONE, c->invocation has no results and
 * nothing is to do in c, t goes on with 0 in x0 and x1 and its own message in x2..x9. Else, and in
 * debug kernels always, invocation_done follows, which is given what was returned. That returns t
 * and, in the lowest bits, what is left to do: nothing (t goes on, with the answer in x0..x9), to
 * look who goes on, or to do the call again as well, invocation_end; or everything, because it
 * takes the complete entry and nothing has changed.
 */
enum err invocation_entry(struct slot *slot, word_t info, struct tcb *t, struct cpu *c);
enum left { LEFT_NOTHING, LEFT_TO_SETTLE, LEFT_TO_REPEAT, LEFT_ALL };
word_t invocation_done(enum err err);
struct tcb *invocation_end(enum left left);     /* all of it is saved now */

struct tcb *fault_entry_vm(vaddr_t address, bool fetch, word_t syndrome);
/* undefined instruction, alignment, ... */
struct tcb *fault_entry_user(word_t number, word_t syndrome);
/* an SError: no instruction would bring it again */
struct tcb *fault_entry_once(word_t number, word_t syndrome);
struct tcb *fault_entry_debug(word_t reason, vaddr_t address, word_t number);  /* abi/debug.h */
struct tcb *interrupt_entry(word_t irq);        /* as arch_irq_take gave it */
