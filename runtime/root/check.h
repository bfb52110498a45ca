/* Is this plan one that can be interpreted? Pure: no capabilities, no globals, no output. */
#pragma once
#include "kernel/abi/bootinfo.h"
#include "kernel/abi/plan.h"

struct plan_fault {
    const char *what;                   /* NULL: the plan is good */
    const char *table;                  /* of the row, or NULL */
    uint64_t row;
};

/* plan: size bytes, 8-byte aligned. Reads nothing outside of them whatever they hold. */
struct plan_fault plan_check(const void *plan, uint64_t size, const struct bootinfo *boot);
