#include <camkes.h>
#include <kdl/restart.h>

/* PL031 (Arm DDI 0224): words of the registers used */
enum { DATA = 0, MATCH = 1, MASK = 4, CLEAR = 7 };

static volatile uint32_t *rtc(void)
{
    return (volatile uint32_t *)rtc_regs;
}

/* fails with the line masked, so that the next life hears of the next second or of none */
void rtc_irq_handle(void)
{
    if (kdl_restarts() == 0)
        __builtin_trap();
    rtc()[CLEAR] = 1;
    rtc_irq_acknowledge();
    done_emit();
}

int run(void)
{
    if (kdl_restarts() == 0)
        go_wait();
    rtc()[CLEAR] = 1;
    rtc()[MATCH] = rtc()[DATA] + 1;
    rtc()[MASK] = 1;
    return 0;
}
