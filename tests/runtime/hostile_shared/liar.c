/* Counts that jump, go back and wrap; signals for nothing. */
#include <camkes.h>

extern uint64_t *const queue_sent;
extern const cptr_t queue_bell;
extern uint64_t *const ring_count;
extern const cptr_t ring_ntfn;

int run(void)
{
    for (uint64_t i = 0;; i++) {
        uint64_t lie = i % 3 == 0 ? UINT64_MAX - i : i % 3 == 1 ? UINT64_C(1) << i % 64 : i;

        __atomic_store_n(queue_sent, lie, __ATOMIC_RELEASE);
        __atomic_store_n(ring_count, lie, __ATOMIC_RELEASE);
        memset(queue_sent + 8, (int)i, 4096 - 64);
        kdl_signal(queue_bell);
        kdl_signal(ring_ntfn);
        if (i % 16 == 0)
            seL4_Yield();
    }
}
