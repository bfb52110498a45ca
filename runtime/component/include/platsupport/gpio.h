/* Single pins. No driver here is for those of the board; a component may bring one. */
#pragma once
#include <errno.h>
#include <platsupport/io.h>
#include <stdbool.h>

#include <platsupport/plat/gpio.h>

typedef struct gpio_sys gpio_sys_t;
typedef struct gpio gpio_t;
typedef int gpio_id_t;

#define GPIOID(port, pin) ((port) * 32 + (pin))
#define GPIOID_PORT(gpio) ((gpio) / 32)
#define GPIOID_PIN(gpio) ((gpio) % 32)

struct gpio { gpio_id_t id; gpio_sys_t *gpio_sys; };

typedef enum gpio_dir {
    GPIO_DIR_IN, GPIO_DIR_OUT_DEFAULT_LOW, GPIO_DIR_OUT = GPIO_DIR_OUT_DEFAULT_LOW,
    GPIO_DIR_OUT_DEFAULT_HIGH, GPIO_DIR_IRQ_LOW, GPIO_DIR_IRQ_HIGH, GPIO_DIR_IRQ_FALL,
    GPIO_DIR_IRQ_RISE, GPIO_DIR_IRQ_EDGE
} gpio_dir_t;
enum gpio_level { GPIO_LEVEL_LOW, GPIO_LEVEL_HIGH };

struct gpio_sys {
    int (*init)(gpio_sys_t *sys, gpio_id_t id, enum gpio_dir direction, gpio_t *gpio);
    int (*set_level)(gpio_t *gpio, enum gpio_level level);
    int (*read_level)(gpio_t *gpio);
    int (*pending_status)(gpio_t *gpio, bool clear);
    int (*irq_enable_disable)(gpio_t *gpio, bool enable);
    void *priv;
};

/* -ENODEV */
int gpio_sys_init(ps_io_ops_t *ops, gpio_sys_t *sys);

static inline bool gpio_sys_valid(const gpio_sys_t *sys)
{
    return sys && sys->priv;
}

static inline bool gpio_instance_valid(const gpio_t *gpio)
{
    return gpio && gpio->gpio_sys;
}

static inline int gpio_new(gpio_sys_t *sys, gpio_id_t id, enum gpio_dir direction, gpio_t *gpio)
{
    if (!sys || !gpio)
        return -EINVAL;
    return sys->init ? sys->init(sys, id, direction, gpio) : -ENOSYS;
}

static inline int gpio_set_level(gpio_t *gpio, enum gpio_level level)
{
    if (!gpio_instance_valid(gpio))
        return -EINVAL;
    return gpio->gpio_sys->set_level ? gpio->gpio_sys->set_level(gpio, level) : -ENOSYS;
}

static inline int gpio_set(gpio_t *gpio)
{
    return gpio_set_level(gpio, GPIO_LEVEL_HIGH);
}

static inline int gpio_clr(gpio_t *gpio)
{
    return gpio_set_level(gpio, GPIO_LEVEL_LOW);
}

static inline int gpio_get(gpio_t *gpio)
{
    if (!gpio_instance_valid(gpio))
        return -EINVAL;
    return gpio->gpio_sys->read_level ? gpio->gpio_sys->read_level(gpio) : -ENOSYS;
}

static inline int gpio_pending(gpio_t *gpio, bool clear)
{
    if (!gpio_instance_valid(gpio))
        return -EINVAL;
    return gpio->gpio_sys->pending_status ? gpio->gpio_sys->pending_status(gpio, clear) : -ENOSYS;
}

static inline int gpio_is_pending(gpio_t *gpio)
{
    return gpio_pending(gpio, false);
}

static inline int gpio_pending_clear(gpio_t *gpio)
{
    int status = gpio_pending(gpio, true);

    return status < 0 ? status : 0;
}

static inline int gpio_irq_switch(gpio_t *gpio, bool enable)
{
    if (!gpio_instance_valid(gpio))
        return -EINVAL;
    return gpio->gpio_sys->irq_enable_disable ? gpio->gpio_sys->irq_enable_disable(gpio, enable)
                                              : -ENOSYS;
}

static inline int gpio_irq_enable(gpio_t *gpio)
{
    return gpio_irq_switch(gpio, true);
}

static inline int gpio_irq_disable(gpio_t *gpio)
{
    return gpio_irq_switch(gpio, false);
}
