/* Calls to the firmware, as far as the description allows them (`allowed_smc_functions`). */
#pragma once
#include <stdint.h>

/* Returns 0, or an error label when this instance may not call it; results may be NULL. */
uint64_t kdl_smc(uint64_t function, const uint64_t arguments[7], uint64_t results[4]);
