/*
 * The victim: a program with registers, memory and capabilities of its own, which looks again and
 * again whether all of them still are what it left there.
 */
#include "attack.h"

#define MEMORY_WORDS 1024

static volatile uint64_t memory[MEMORY_WORDS];

static uint64_t pattern(uint64_t seed, uint64_t i)
{
    return (seed + i) * 0x9e3779b97f4a7c15ul;
}

/* Its notification delivers what it signals; its frame stays where it was. */
static bool capabilities_work(struct ipc_buffer *buffer, uint64_t paddr)
{
    uint64_t at;
    kdl_signal(VICTIM_SIGNAL);
    if (kdl_poll(VICTIM_WAIT).badge != VICTIM_BADGE)
        return false;
    return kdl_frame_get_address(buffer, VICTIM_FRAME, &at) == KDL_ERROR_NONE && at == paddr;
}

void victim_main(uint64_t seed, struct ipc_buffer *buffer, struct progress *progress)
{
    uint64_t paddr = 0;
    if (kdl_frame_get_address(buffer, VICTIM_FRAME, &paddr) != KDL_ERROR_NONE)
        progress->failure = 1;
    for (uint64_t round = seed;; round++) {
        for (uint64_t i = 0; i < MEMORY_WORDS; i++)
            memory[i] = pattern(round, i);
        fp_fill(round);
        uint64_t changed = hold(round * 0x10001, 20000);
        if (changed)
            progress->failure = 100 + changed;
        if (fp_check(round))
            progress->failure = 200 + fp_check(round);
        for (uint64_t i = 0; i < MEMORY_WORDS; i++)
            if (memory[i] != pattern(round, i))
                progress->failure = 2;
        if (!capabilities_work(buffer, paddr))
            progress->failure = 3;
        progress->calls++;
    }
}
