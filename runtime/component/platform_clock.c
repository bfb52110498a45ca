/*
 * Time, clocks and pins as platsupport has them: time is the processor's counter; of clocks and
 * pins the board has none for which there is a driver here. A component may bring its own.
 */
#include <platsupport/delay.h>
#include <platsupport/gpio.h>
#include <platsupport/ltimer.h>

#define WEAK __attribute__((weak))

/* ---- time ---- */

static uint64_t frequency(void)
{
    uint64_t hz;

    __asm__ volatile("mrs %0, cntfrq_el0" : "=r"(hz));
    return hz;
}

static uint64_t counter(void)
{
    uint64_t ticks;

    __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(ticks) : : "memory");
    return ticks;
}

static int get_time(void *data, uint64_t *time)
{
    (void)data;
    *time = freq_cycles_and_hz_to_ns(counter(), frequency());
    return 0;
}

static int get_resolution(void *data, uint64_t *resolution)
{
    (void)data;
    *resolution = freq_cycles_and_hz_to_ns(1, frequency());
    return 0;
}

WEAK int ltimer_default_describe(ltimer_t *timer, ps_io_ops_t ops)
{
    (void)ops;
    if (!timer)
        return EINVAL;
    *timer = (ltimer_t){0};
    return 0;
}

WEAK int ltimer_default_init(ltimer_t *timer, ps_io_ops_t ops, ltimer_callback_fn_t callback,
                             void *token)
{
    (void)callback, (void)token;
    if (ltimer_default_describe(timer, ops) != 0)
        return EINVAL;
    timer->get_time = get_time;
    timer->get_resolution = get_resolution;
    return 0;
}

WEAK void ps_udelay(unsigned long microseconds)
{
    uint64_t start = counter(), ticks;

    ticks = freq_ns_and_hz_to_cycles(microseconds * NS_IN_US, frequency()) + 1;
    while (counter() - start < ticks)
        continue;
}

WEAK void ps_cpufreq_hint(unsigned long hz)
{
    (void)hz;
}

/* ---- clocks ---- */

WEAK int clock_sys_init(ps_io_ops_t *ops, clock_sys_t *sys)
{
    (void)ops, (void)sys;
    return -ENODEV;
}

WEAK int clock_sys_init_default(clock_sys_t *sys)
{
    (void)sys;
    return -ENODEV;
}

static freq_t get_fixed(clk_t *clock)
{
    return clock->req_freq;
}

static freq_t set_fixed(clk_t *clock, freq_t hz)
{
    (void)hz;
    return clock->req_freq;
}

static clk_t *init_fixed(clk_t *clock)
{
    return clock;
}

static void recalculate_fixed(clk_t *clock)
{
    (void)clock;
}

WEAK clk_t clk_generate_fixed_clk(enum clk_id id, freq_t hz)
{
    return (clk_t){.id = id, .name = "fixed", .req_freq = hz, .init = init_fixed,
                   .get_freq = get_fixed, .set_freq = set_fixed, .recal = recalculate_fixed};
}

WEAK void clk_register_child(clk_t *parent, clk_t *child)
{
    child->parent = parent;
    child->sibling = parent->child;
    parent->child = child;
}

/* ---- pins ---- */

WEAK int mux_sys_init(ps_io_ops_t *ops, void *dependencies, mux_sys_t *mux)
{
    (void)ops, (void)dependencies, (void)mux;
    return -ENODEV;
}

WEAK int gpio_sys_init(ps_io_ops_t *ops, gpio_sys_t *sys)
{
    (void)ops, (void)sys;
    return -ENODEV;
}
