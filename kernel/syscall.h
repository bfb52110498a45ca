/*
 * Entries from user mode. The architecture saves registers in cpu->current->context, calls one
 * of these, and goes on in the thread that it returns, cpu->current.
 */
#pragma once
#include "types.h"

struct tcb;
struct slot;

struct tcb *syscall_entry(word_t number);       /* SVC immediate */
struct tcb *call_entry(struct slot *slot);      /* SYS_CALL; NULL: not found in one step */
struct tcb *grant_entry(const struct slot *slot);   /* SYS_CALL with a capability in it, to an
                                                       endpoint (fastpath_grant) */
struct tcb *signal_entry(struct slot *slot);    /* SYS_SEND without capabilities to a notification
                                                   that may be signalled; NULL: anything */
struct tcb *fault_entry_vm(vaddr_t address, bool fetch, word_t syndrome);
/* undefined instruction, alignment, ... */
struct tcb *fault_entry_user(word_t number, word_t syndrome);
struct tcb *fault_entry_debug(word_t reason, vaddr_t address, word_t number);  /* abi/debug.h */
struct tcb *interrupt_entry(word_t irq);        /* as arch_irq_take gave it */
