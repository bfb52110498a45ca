/*
 * Calls to the firmware. The badge of a capability is the one function that it permits; only the
 * unbadged one, which the root task gets, permits all.
 */
#include "arch.h"
#include "object.h"
#include "print.h"

enum err invoke_smc_call(struct invocation *inv)
{
    word_t permitted = cap_badge(inv->cap);
    if (permitted != 0 && inv->word[0] != permitted) {
        user_error("firmware function %lx, permitted is %lx", inv->word[0], permitted);
        return ERR_ILLEGAL_OPERATION;
    }
    arch_smc(inv->word, inv->result);
    inv->result_count = 4;
    return ERR_NONE;
}

/* The authority itself is one; what it permits tells capabilities apart. */
static bool smc_same(struct cap a, struct cap b)
{
    (void)a;
    (void)b;
    return true;
}

static void smc_describe(struct cap cap)
{
    print(" function %lx", cap_badge(cap));
}

const struct object_ops smc_ops = {
    .name = "smc",
    .same_object = smc_same,
    .describe = DEBUG_ONLY(smc_describe),
};
