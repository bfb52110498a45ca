/* What the short ways share: finding a capability in one step, spaces_slot[cptr]. */
#pragma once
#include "fast.h"

#define INLINE inline __attribute__((always_inline))    /* there is no stack for calls */
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

/*
 * Does cptr name a slot in t's CSpace, and has that one level? Only another core can have voided
 * the current thread's notes.
 */
static INLINE bool fast_names(const struct tcb *t, cptr_t cptr)
{
    return cptr < t->spaces_slot_count && (CONFIG_CORES == 1 || spaces_noted(cpu(), t));
}

/* type and rights of a capability in one comparison: all of `rights`, RIGHT_* */
static INLINE bool fast_is(struct cap cap, enum cap_type type, word_t rights)
{
    return (cap.w[0] & (31 | rights << 6)) == ((word_t)type | rights << 6);
}

/* an endpoint with the rights that a call needs */
static INLINE bool fast_may_call(struct cap cap)
{
    return (cap.w[0] & 63) == (1u << 5 | CAP_ENDPOINT);
}

/* cap_pointer of an endpoint, notification or reply: these have no fields in bits 19:16. */
static INLINE void *fast_pointer(struct cap cap)
{
    return (void *)((int64_t)cap.w[0] >> 16);
}
