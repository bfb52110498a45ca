/* What the pins of a chip are used for. The board has no such choice. */
#pragma once
#include <errno.h>
#include <stddef.h>
#include <sys/types.h>

#include <platsupport/plat/mux.h>

typedef ssize_t mux_feature_t;
typedef struct mux_sys mux_sys_t;
struct ps_io_ops;

typedef enum mux_gpio_dir {
    MUX_DIR_NOT_A_GPIO = 0, MUX_DIR_GPIO_IN = 1, MUX_DIR_GPIO_OUT = 2, MUX_DIR_GPIO_BOTH = 3
} mux_gpio_dir_t;

struct mux_sys {
    int (*feature_enable)(mux_sys_t *mux, mux_feature_t feature, enum mux_gpio_dir direction);
    int (*feature_disable)(mux_sys_t *mux, mux_feature_t feature);
    void *(*get_mux_vaddr)(mux_sys_t *mux);
    void *priv;
};

/* -ENODEV */
int mux_sys_init(struct ps_io_ops *ops, void *dependencies, mux_sys_t *mux);

static inline int mux_sys_valid(const mux_sys_t *mux)
{
    return mux && mux->priv;
}

static inline void *mux_sys_get_vaddr(mux_sys_t *mux)
{
    return mux && mux->get_mux_vaddr ? mux->get_mux_vaddr(mux) : NULL;
}

static inline int mux_feature_enable(mux_sys_t *mux, mux_feature_t feature,
                                     enum mux_gpio_dir direction)
{
    return mux->feature_enable ? mux->feature_enable(mux, feature, direction) : -ENOSYS;
}

static inline int mux_feature_disable(mux_sys_t *mux, mux_feature_t feature)
{
    return mux->feature_disable ? mux->feature_disable(mux, feature) : -ENOSYS;
}
