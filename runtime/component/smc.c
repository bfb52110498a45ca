#include "kdl/smc.h"

#include "kdl/instance.h"
#include "kdl/invoke.h"

uint64_t kdl_smc(uint64_t function, const uint64_t a[7], uint64_t results[4])
{
    uint64_t ignored[4];
    uint64_t *r = results ? results : ignored;

    for (const struct kdl_smc_slot *s = kdl_smc_slots; s->slot; s++)
        if (s->function == function)
            return kdl_smc_call(kdl_ipc_buffer, s->slot, function, a[0], a[1], a[2], a[3], a[4],
                                a[5], a[6], &r[0], &r[1], &r[2], &r[3]);
    return KDL_ERROR_INVALID_CAPABILITY;
}
