/* The kernel's timer: the virtual one. The physical one is left to user space. */
#include "gic.h"

ticks_t arch_timer_now(void)
{
    return sysreg_read(cntvct_el0);
}

void arch_timer_set(ticks_t deadline)
{
    sysreg_write(cntv_cval_el0, deadline);
    sysreg_write(cntv_ctl_el0, deadline != ARCH_TIMER_NEVER);
}

word_t arch_timer_irq(void)
{
    return gic.timer;
}

word_t arch_timer_hz(void)
{
    return sysreg_read(cntfrq_el0);
}
