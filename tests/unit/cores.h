/*
 * Several cores on the host, one at a time: each executes on a stack of its own until it waits for
 * another one (arch_relax), pauses, halts or is done. Which one goes on then is the test's choice,
 * so that every order can be tried, and the same again. No assertions in what a core executes: they
 * would leave it by a jump to another stack.
 */
#pragma once
#include "fake_arch.h"

void cores_reset(void);                         /* all are done; after fake_reset */
void core_begin(word_t core, void (*body)(void));   /* what it is to execute */
bool core_step(word_t core);                    /* let it go on; false: it is done, or has halted */
void core_finish(word_t core);                  /* until it is done, or has halted, on its own */
bool core_done(word_t core);                    /* not if it has halted */
bool core_halted(word_t core);
void cores_finish(unsigned (*choose)(void));    /* all; choose gives any number of a core */
void core_pause(void);                          /* in a body: others may go on here */
