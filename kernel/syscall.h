/*
 * Entries from user mode. The architecture saves registers in cpu->current->context, calls one
 * of these, then runs arch_return_to_user(cpu->current).
 */
#pragma once
#include "types.h"

void syscall_entry(word_t number);                          /* SVC immediate */
void fault_entry_vm(vaddr_t address, bool fetch, word_t syndrome);
void fault_entry_user(word_t number, word_t syndrome); /* undefined instruction, alignment, ... */
void fault_entry_debug(word_t reason, vaddr_t address, word_t number);  /* abi/debug.h */
void interrupt_entry(void);
