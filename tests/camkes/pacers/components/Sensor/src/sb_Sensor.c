#include <camkes.h>
#include <sb_types.h>
#include <shapes.h>
#include <stdio.h>
#include <unistd.h>

void pre_init(void)
{
    *sb_changed_counter = 0;
}

int run(void)
{
    (void)sb_dispatch_sem_wait();
    for (int i = 1; i <= 3; i++) {
        sb_self_pacer_tick_emit();
        sb_self_pacer_tock_wait();
        sb_value->degrees = scaled(i);
        atomic_thread_fence(memory_order_release);
        ++(sb_value->sequence);
        ++(*sb_changed_counter);
        sb_changed_emit();
        sb_done_wait();
        printf("[%s] done %d\n", get_instance_name(), i);
    }
    (void)pause();
    printf("[%s] went on\n", get_instance_name());
    return 0;
}
