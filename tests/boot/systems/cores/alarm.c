/* The clock of the board (PL031, Arm DDI 0224) interrupts when it comes to the next second. */
#include <camkes.h>
#include <stdint.h>
#include <stdio.h>

enum { DR = 0x00 / 4, MR = 0x04 / 4, IMSC = 0x10 / 4, ICR = 0x1c / 4 };

static volatile uint32_t *rtc(unsigned number)
{
    return (volatile uint32_t *)rtc_regs + number;
}

void rtc_irq_handle(void)
{
    *rtc(ICR) = 1;
    *rtc(IMSC) = 0;
    rtc_irq_acknowledge();
    rung_post();
}

int run(void)
{
    *rtc(IMSC) = 1;
    *rtc(MR) = *rtc(DR) + 1;
    rung_wait();
    printf("the alarm was heard\n");
    return 0;
}
