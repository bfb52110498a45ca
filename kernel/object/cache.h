/* Cache maintenance for user space: of frames and of pages in an address space. */
#pragma once
#include "object.h"

enum cache_operation { CACHE_CLEAN, CACHE_CLEAN_INVALIDATE, CACHE_UNIFY };

/*
 * RAM at base + start .. base + end - 1; base may lie below 0. Preempted, the first word of the
 * caller's message, which is `start`, tells where to go on.
 */
enum err cache_run(struct invocation *inv, enum cache_operation operation, paddr_t base,
                   word_t end) must_check;
