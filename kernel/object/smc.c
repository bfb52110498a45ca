/*
 * Calls to the firmware. The badge of a capability is the one function that it permits; only the
 * unbadged one, which the root task gets, permits all.
 */
#include "arch.h"
#include "object.h"
#include "print.h"

static enum err smc_decode(struct invocation *inv)
{
    word_t in[8];
    word_t permitted = cap_badge(inv->cap);
    if (inv->label != INV_SMC_CALL) {
        user_error("smc has no invocation %lu", inv->label);
        return ERR_ILLEGAL_OPERATION;
    }
    for (word_t i = 0; i < 8; i++)
        in[i] = invocation_arg(inv, i);
    if (permitted != 0 && in[0] != permitted) {
        user_error("firmware function %lx, permitted is %lx", in[0], permitted);
        return ERR_ILLEGAL_OPERATION;
    }
    arch_smc(in, inv->result);
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
    .decode = smc_decode,
    .same_object = smc_same,
    .describe = DEBUG_ONLY(smc_describe),
};
