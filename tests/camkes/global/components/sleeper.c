#include <camkes.h>
#include <stdio.h>

#define MS (1000 * 1000ull)

seL4_CPtr timeout_notification(void);
seL4_CPtr other_notification(void);

static int heard;

/* of every timeout of every client */
void any_callback(seL4_Word badge)
{
    (void)badge;
    __atomic_store_n(&heard, 1, __ATOMIC_RELEASE);
}

static void wait_for(seL4_CPtr notification)
{
    seL4_Word badge;

    seL4_Wait(notification, &badge);
}

int run(void)
{
    uint64_t start = timeout_time(), now;

    printf("refused: %d %d %d\n", timeout_oneshot_relative(2, MS) != 0,
           timeout_oneshot_relative(-1, MS) != 0, timeout_periodic(0, 0) != 0);
    timeout_periodic(1, 5 * MS);
    for (int i = 0; i < 3; i++)
        wait_for(timeout_notification());
    now = timeout_time();
    printf("three periods: %d, completed %u, again %u\n", now - start >= 15 * MS,
           timeout_completed(), timeout_completed());
    timeout_stop(1);

    other_oneshot_relative(0, 2 * MS);
    wait_for(other_notification());
    printf("the other client: %u, this one: %u\n", other_completed(), timeout_completed());

    start = timeout_time();
    timeout_oneshot_absolute(0, start + 3 * MS);
    wait_for(timeout_notification());
    printf("late enough: %d, heard: %d\n", timeout_time() - start >= 3 * MS,
           __atomic_load_n(&heard, __ATOMIC_ACQUIRE));
    step_emit();
    return 0;
}
