/*
 * Power: asks the firmware to switch the machine off or to start it again (PSCI, Arm DEN 0022).
 * The capabilities for these two functions, and for no others, come from `allowed_smc_functions`.
 */
#include <camkes.h>
#include <errno.h>
#include <kdl/smc.h>

#define PSCI_SYSTEM_OFF   UINT32_C(0x84000008)
#define PSCI_SYSTEM_RESET UINT32_C(0x84000009)

static int psci(uint32_t function)
{
    const uint64_t arguments[7] = {0};
    uint64_t results[4];
    kdl_smc(function, arguments, results);
    return -EIO;                        /* the firmware does not come back from what it does */
}

int power_off(void)
{
    return psci(PSCI_SYSTEM_OFF);
}

int power_restart(void)
{
    return psci(PSCI_SYSTEM_RESET);
}
