#include <camkes.h>
#include <platsupport/clock.h>
#include <platsupport/delay.h>
#include <platsupport/gpio.h>
#include <platsupport/ltimer.h>
#include <platsupport/mux.h>
#include <stdio.h>

void other(ps_io_ops_t *ops);

static int level;

static int init_pin(gpio_sys_t *sys, gpio_id_t id, enum gpio_dir direction, gpio_t *gpio)
{
    *gpio = (gpio_t){id, sys};
    return direction == GPIO_DIR_OUT ? 0 : -EINVAL;
}

static int set_pin(gpio_t *gpio, enum gpio_level wanted)
{
    level = GPIOID_PIN(gpio->id) == 3 ? (int)wanted : -1;
    return 0;
}

static void pins(ps_io_ops_t *ops)
{
    gpio_sys_t sys = {.init = init_pin, .set_level = set_pin};
    gpio_t pin = {0, NULL};

    printf("pins: %d %d %d", gpio_sys_init(ops, &sys) == -ENODEV, gpio_set(&pin) == -EINVAL,
           gpio_new(&sys, GPIOID(1, 3), GPIO_DIR_IN, &pin) == -EINVAL);
    printf(" %d", gpio_new(&sys, GPIOID(1, 3), GPIO_DIR_OUT, &pin));
    printf(" %d %d", gpio_set(&pin), level);
    printf(" %d %d", gpio_clr(&pin), level);
    printf(" %d %d\n", gpio_get(&pin) == -ENOSYS, gpio_irq_enable(&pin) == -ENOSYS);
}

static void clocks(ps_io_ops_t *ops)
{
    clk_t parent = clk_generate_fixed_clk(CLK_MASTER, 24 * MHZ), child = parent;

    clk_register_child(&parent, &child);
    printf("clocks: %d %d", clock_sys_init(ops, &ops->clock_sys) == -ENODEV,
           clock_sys_valid(&ops->clock_sys));
    printf(" %llu %llu %d\n", (unsigned long long)clk_set_freq(&child, 7),
           (unsigned long long)clk_get_freq(&child), parent.child == &child);
    printf("mux: %d %d %d\n", mux_sys_init(ops, NULL, &ops->mux_sys) == -ENODEV,
           mux_sys_valid(&ops->mux_sys),
           mux_feature_enable(&ops->mux_sys, 0, MUX_DIR_GPIO_OUT) == -ENOSYS);
}

static void time_goes_on(ps_io_ops_t *ops)
{
    uint64_t before, after, resolution;
    ltimer_t timer;

    printf("timer: %d", ltimer_default_init(&timer, *ops, NULL, NULL));
    printf(" %d", ltimer_get_resolution(&timer, &resolution));
    printf(" %d", resolution > 0 && resolution < NS_IN_MS);
    printf(" %d", ltimer_get_time(&timer, &before));
    ps_udelay(300);
    ltimer_us_delay(&timer, 200);
    printf(" %d", ltimer_get_time(&timer, &after));
    printf(" %d", after - before >= 500 * NS_IN_US);
    printf(" %d %d\n", ltimer_set_timeout(&timer, NS_IN_MS, TIMEOUT_RELATIVE) == ENOSYS,
           ltimer_set_timeout(&timer, NS_IN_MS, (timeout_type_t)9) == EINVAL);
    printf("cycles: %llu %llu %llu\n",
           (unsigned long long)freq_cycles_and_hz_to_ns(62500, 62500000),
           (unsigned long long)freq_ns_and_hz_to_cycles(NS_IN_S * 1000000, 24 * MHZ),
           (unsigned long long)freq_cycles_and_ns_to_hz(48, 2 * NS_IN_US));
}

void other(ps_io_ops_t *ops)
{
    pins(ops);
    clocks(ops);
    time_goes_on(ops);
}
