/* Everybody whom everybody can influence: the closure of a flow relation, as sets of instances. */
#pragma once
#include "flow.h"

struct reach {
    uint32_t instances;
    size_t words;                       /* of a set: bit i % 64 of word i / 64 is instance i */
    const uint64_t **sets;              /* by instance: whom it can influence */
};

/* stop: by instance, who is not gone through. As searches from each instance, but at once. */
struct reach *reach_make(const struct flow *flow, const bool *stop);
/* Into `set` (reach->words, zeroed by the caller): whom the instance influences in one step. */
void reach_direct(const struct flow *flow, uint32_t from, uint64_t *set);
static inline bool reach_has(const uint64_t *set, uint32_t i) { return set[i / 64] >> i % 64 & 1; }
