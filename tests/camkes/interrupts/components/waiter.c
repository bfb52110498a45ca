#include <camkes.h>
#include <stdio.h>

seL4_Word ring_notification_badge(void);

static void set(uint64_t after)
{
    uint64_t now;

    __asm__ volatile("isb; mrs %0, cntpct_el0" : "=r"(now));
    __asm__ volatile("msr cntp_cval_el0, %0; msr cntp_ctl_el0, %1; isb"
                     : : "r"(now + after), "r"(1ul));
}

static void quiet(void)
{
    __asm__ volatile("msr cntp_ctl_el0, %0; isb" : : "r"(0ul));
}

int run(void)
{
    seL4_Word badge;
    int polled = 0;

    quiet();
    printf("nothing yet: %d, callback: %d\n", ring_poll(), ring_reg_callback(NULL, NULL));
    set(1000);
    ring_wait();
    quiet();
    printf("rang, acknowledged: %d\n", ring_acknowledge());
    set(1000);
    seL4_Wait(ring_notification(), &badge);
    quiet();
    printf("rang again, badge %d: %d\n", (int)badge, badge == ring_notification_badge());
    set(1000);
    for (int i = 0; i < 10000; i++)
        polled += ring_poll();
    printf("before it is acknowledged: %d\n", polled);
    ring_acknowledge();
    ring_wait();
    quiet();
    printf("and after: it rang\n");
    return 0;
}
