/*
 * The invariants of kernel/derive.h by comparing each slot with all behind it: slower than the
 * kernel's own walk, and another reading of them. True when all hold; else the broken one is said.
 */
#pragma once
#include "object.h"

bool derive_check(void);                                /* all threads and their CNodes */
bool derive_check_slots(const struct slot *slots, word_t count);
