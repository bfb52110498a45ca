/* PL031: match register at 4, mask at 0x10, clear at 0x1c, identification at 0xfe0. */
#include <unistd.h>

#include "../check.h"

static volatile int interrupts;

static volatile uint32_t *rtc_register(size_t offset)
{
    return (volatile uint32_t *)((uintptr_t)rtc_0 + offset);
}

void rtc_irq_handle(ps_irq_t *irq)
{
    interrupts++;
    *rtc_register(0x10) = 0;
    *rtc_register(0x1c) = 1;
    CHECK(rtc_irq_acknowledge(irq) == 0);
}

int run(void)
{
    CHECK(*rtc_register(0xfe0) == 0x31);
    verdict("registers");
    *rtc_register(4) = *rtc_register(0) + 1;
    *rtc_register(0x10) = 1;
    for (int i = 0; i < 300 && !interrupts; i++)
        usleep(10000);
    CHECK(interrupts == 1);
    verdict("interrupt");
    switch_off();
    return 0;
}
