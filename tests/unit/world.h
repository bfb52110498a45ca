/*
 * A whole kernel on the host: threads with scheduling contexts, buffers and one common CSpace,
 * entered through the same functions as by a trap.
 */
#pragma once
#include "fake_arch.h"
#include "kernel/core/message.h"
#include "kernel/ipc.h"
#include "kernel/object.h"
#include "kernel/sched.h"
#include "kernel/syscall.h"

#define WORLD_RADIX 8           /* slots of the common CNode: cptr == slot */
#define WORLD_CNODE 2           /* slot of the CNode itself */
#define WORLD_UNTYPED 1         /* all objects are children of this */

extern struct slot *world_root;

void world_init(void);                          /* a fresh kernel, all its cores idle */
/* A new object in a slot of the CNode; its address. */
void *world_make(enum object_type type, word_t bits, word_t slot);
/* slot of the TCB; the next two slots get the context and the buffer's frame. Stopped. */
struct tcb *world_thread(word_t slot, uint8_t priority);
struct tcb *world_passive(word_t slot, uint8_t priority);
struct cap world_cap(word_t slot);
void world_mint(word_t from, word_t to, word_t rights, word_t badge);

/* The current thread must be t, or nobody's (NULL). */
void world_expect(const struct tcb *t);
/* A system call of the current thread; words 0 and 1 of the message. */
void world_syscall(word_t number, word_t cap, word_t label, word_t length, word_t word0);
/* An invocation by the current thread, with all words and capabilities; nothing is checked. */
enum err world_invoke(word_t cap, word_t label, const word_t word[8], const word_t extra[3]);
void world_receive(word_t number, word_t cap, word_t reply);
/* Let time pass, then the timer's interrupt. */
void world_pass(ticks_t ticks);

/* What must hold between entries; names what does not and returns false. */
bool world_check(void);
