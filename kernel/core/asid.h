/*
 * Address space identifiers: 16 bits, 0 means none; pools of 512. Pure arithmetic.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#define ASID_POOLS     128u
#define ASID_PER_POOL  512u
#define ASID_NONE      0u

/* 1 .. 65535 */
bool asid_valid(uint64_t asid);

uint64_t asid_pool_of(uint64_t asid);       /* which pool */
uint64_t asid_entry_of(uint64_t asid);      /* which entry of it */
uint64_t asid_make(uint64_t pool, uint64_t entry);

/* The first free entry of a pool, or ASID_PER_POOL. Entry 0 of pool 0 is never free. */
uint64_t asid_free_entry(void *const entries[ASID_PER_POOL], uint64_t pool);
