/*
 * Cache maintenance in steps that can be interrupted. There is no plain invalidation: dropping a
 * dirty line could uncover what memory held before the kernel zeroed it.
 */
#include "object/cache.h"
#include "arch.h"
#include "tcb.h"

#define CACHE_STEP 16384u               /* bytes between preemption points */

static void run_step(enum cache_operation operation, void *start, word_t bytes)
{
    switch (operation) {
    case CACHE_CLEAN:
        arch_cache_clean(start, bytes);
        break;
    case CACHE_CLEAN_INVALIDATE:
        arch_cache_clean_invalidate(start, bytes);
        break;
    case CACHE_UNIFY:
        arch_cache_unify(start, bytes);
        break;
    }
}

enum err cache_run(struct invocation *inv, enum cache_operation operation, paddr_t base, word_t end)
{
    word_t start = inv->word[0];
    while (start < end) {
        word_t bytes = end - start < CACHE_STEP ? end - start : CACHE_STEP;
        run_step(operation, arch_ram_pointer(base + start), bytes);
        start += bytes;
        if (start < end && arch_irq_pending()) {
            context_set_word(&inv->caller->context, 0, start);
            return ERR_PREEMPTED;
        }
    }
    return ERR_NONE;
}
