#include <camkes.h>
#include <sb_types.h>
#include <stdio.h>

#ifdef CAMKES
#error "flags of a folder that makes only libraries are not for components"
#endif

#define CALLBACKOP(expression) \
    do { \
        if ((expression) != 0) \
            printf("[%s] no callback: " #expression "\n", get_instance_name()); \
    } while (0)

static void sb_changed_handler(void *unused)
{
    (void)unused;
    CALLBACKOP(sb_changed_reg_callback(sb_changed_handler, NULL));
    (void)sb_dispatch_sem_post();
}

int run(void)
{
    CALLBACKOP(sb_changed_reg_callback(sb_changed_handler, NULL));
    (void)sb_dispatch_sem_wait();
    for (;;) {
        sb_self_pacer_tick_emit();
        sb_self_pacer_tock_wait();
        (void)sb_dispatch_sem_wait();
        printf("[%s] event %ju: %d degrees\n", get_instance_name(), (uintmax_t)*sb_changed_counter,
               (int)sb_value->degrees);
        sb_done_emit_underlying();
    }
}
