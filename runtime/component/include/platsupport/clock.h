/* Clocks of devices. The board has none to be set: drivers can make some of a fixed frequency. */
#pragma once
#include <assert.h>
#include <stdint.h>
#include <utils/frequency.h>

#include <platsupport/plat/clock.h>

typedef struct clock clk_t;
typedef struct clock_sys clock_sys_t;
struct ps_io_ops;

enum clock_gate_mode { CLKGATE_ON, CLKGATE_IDLE, CLKGATE_SLEEP, CLKGATE_OFF };

struct clock_sys {
    clk_t *(*get_clock)(clock_sys_t *sys, enum clk_id id);
    int (*gate_enable)(clock_sys_t *sys, enum clock_gate gate, enum clock_gate_mode mode);
    void *priv;
};

struct clock {
    enum clk_id id;
    const char *name;
    void *priv;
    freq_t req_freq;
    clk_t *parent, *sibling, *child;
    clock_sys_t *clk_sys;
    clk_t *(*init)(clk_t *clock);
    freq_t (*get_freq)(clk_t *clock);
    freq_t (*set_freq)(clk_t *clock, freq_t hz);
    void (*recal)(clk_t *clock);
};

/* -ENODEV */
int clock_sys_init(struct ps_io_ops *ops, clock_sys_t *sys);
int clock_sys_init_default(clock_sys_t *sys);
/* one that always says this frequency, whatever it is set to */
clk_t clk_generate_fixed_clk(enum clk_id id, freq_t frequency);
void clk_register_child(clk_t *parent, clk_t *child);

static inline int clock_sys_valid(const clock_sys_t *sys)
{
    return sys && sys->priv;
}

static inline clk_t *clk_get_clock(clock_sys_t *sys, enum clk_id id)
{
    assert(sys && sys->get_clock);
    return sys->get_clock(sys, id);
}

static inline int clk_gate_enable(clock_sys_t *sys, enum clock_gate gate,
                                  enum clock_gate_mode mode)
{
    assert(sys && sys->gate_enable);
    return sys->gate_enable(sys, gate, mode);
}

static inline freq_t clk_get_freq(clk_t *clock)
{
    assert(clock && clock->get_freq);
    return clock->get_freq(clock);
}

static inline freq_t clk_set_freq(clk_t *clock, freq_t hz)
{
    assert(clock && clock->set_freq);
    return clock->set_freq(clock, hz);
}
