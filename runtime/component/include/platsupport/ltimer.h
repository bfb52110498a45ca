/*
 * Timers as drivers written for several systems see them. The one that there is here tells the time
 * by the processor's counter; alarms are the component Timer's, or TimeServer's: ENOSYS. 0, or an
 * error of errno.h.
 */
#pragma once
#include <platsupport/io.h>
#include <platsupport/irq.h>
#include <platsupport/pmem.h>
#include <utils/util.h>

typedef enum { TIMEOUT_PERIODIC, TIMEOUT_ABSOLUTE, TIMEOUT_RELATIVE } timeout_type_t;
typedef enum { LTIMER_TIMEOUT_EVENT, LTIMER_OVERFLOW_EVENT } ltimer_event_t;

typedef void (*ltimer_callback_fn_t)(void *token, ltimer_event_t event);

/* what is NULL it cannot do */
typedef struct ltimer {
    size_t (*get_num_irqs)(void *data);
    int (*get_nth_irq)(void *data, size_t n, ps_irq_t *irq);
    size_t (*get_num_pmems)(void *data);
    int (*get_nth_pmem)(void *data, size_t n, pmem_region_t *region);
    int (*get_time)(void *data, uint64_t *time);
    int (*get_resolution)(void *data, uint64_t *resolution);
    int (*set_timeout)(void *data, uint64_t ns, timeout_type_t type);
    int (*reset)(void *data);
    void (*destroy)(void *data);
    void *data;
} ltimer_t;

/* the callback is never called: the timer that there is has no alarms */
int ltimer_default_init(ltimer_t *timer, ps_io_ops_t ops, ltimer_callback_fn_t callback,
                        void *token);
int ltimer_default_describe(ltimer_t *timer, ps_io_ops_t ops);

static inline int ltimer_get_time(ltimer_t *timer, uint64_t *time)
{
    if (!timer || !time)
        return EINVAL;
    return timer->get_time ? timer->get_time(timer->data, time) : ENOSYS;
}

static inline int ltimer_get_resolution(ltimer_t *timer, uint64_t *resolution)
{
    if (!timer || !resolution)
        return EINVAL;
    return timer->get_resolution ? timer->get_resolution(timer->data, resolution) : ENOSYS;
}

static inline int ltimer_set_timeout(ltimer_t *timer, uint64_t ns, timeout_type_t type)
{
    if (!timer || type > TIMEOUT_RELATIVE)
        return EINVAL;
    return timer->set_timeout ? timer->set_timeout(timer->data, ns, type) : ENOSYS;
}

static inline int ltimer_reset(ltimer_t *timer)
{
    if (!timer)
        return EINVAL;
    return timer->reset ? timer->reset(timer->data) : ENOSYS;
}

static inline void ltimer_destroy(ltimer_t *timer)
{
    if (timer && timer->destroy)
        timer->destroy(timer->data);
}

static inline size_t ltimer_get_num_irqs(ltimer_t *timer)
{
    return timer->get_num_irqs ? timer->get_num_irqs(timer->data) : 0;
}

static inline int ltimer_get_nth_irq(ltimer_t *timer, size_t n, ps_irq_t *irq)
{
    if (!timer || !irq || n >= ltimer_get_num_irqs(timer))
        return EINVAL;
    return timer->get_nth_irq ? timer->get_nth_irq(timer->data, n, irq) : ENOSYS;
}

static inline size_t ltimer_get_num_pmems(ltimer_t *timer)
{
    return timer->get_num_pmems ? timer->get_num_pmems(timer->data) : 0;
}

static inline int ltimer_get_nth_pmem(ltimer_t *timer, size_t n, pmem_region_t *region)
{
    if (!timer || !region || n >= ltimer_get_num_pmems(timer))
        return EINVAL;
    return timer->get_nth_pmem ? timer->get_nth_pmem(timer->data, n, region) : ENOSYS;
}

/* keeps the processor busy until it is over, or there is no time to be read */
static inline void ltimer_ns_delay(ltimer_t *timer, uint64_t ns)
{
    uint64_t start, now;

    if (ltimer_get_time(timer, &start) != 0)
        return;
    while (ltimer_get_time(timer, &now) == 0 && now - start < ns)
        continue;
}

static inline void ltimer_us_delay(ltimer_t *timer, uint64_t microseconds)
{
    ltimer_ns_delay(timer, microseconds * NS_IN_US);
}

static inline void ltimer_ms_delay(ltimer_t *timer, uint64_t milliseconds)
{
    ltimer_ns_delay(timer, milliseconds * NS_IN_MS);
}

static inline void ltimer_s_delay(ltimer_t *timer, uint64_t seconds)
{
    ltimer_ns_delay(timer, seconds * NS_IN_S);
}
