/* What the short ways share: finding a capability in one step, spaces_slot[cptr]. */
#pragma once
#include "kernel.h"

/* Does cptr name a slot in t's CSpace, and has that one level? */
static inline __attribute__((always_inline)) bool fast_names(const struct tcb *t, cptr_t cptr)
{
    return cptr < t->spaces_slot_count;
}

/* type and rights of a capability in one comparison: all of `rights`, RIGHT_* */
static inline __attribute__((always_inline)) bool fast_is(struct cap cap, enum cap_type type,
                                                          word_t rights)
{
    return (cap.w[0] & (31 | rights << 5)) == ((word_t)type | rights << 5);
}

/* cap_pointer of an object: bit 47 of its address is set as all above it are */
static inline __attribute__((always_inline)) void *fast_pointer(struct cap cap)
{
    return (void *)((word_t)((int64_t)cap.w[0] >> 16) & ~15ul);
}
