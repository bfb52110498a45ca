/* Blocking client of a timer; see timing.h. The event may be meant for somebody else: only the
 * count of expirations tells. */
#include "timing.h"

uint64_t timing_now(struct timing *timing)
{
    return timing->now();
}

uint64_t timing_next(struct timing *timing)
{
    uint64_t count;
    while ((count = timing->expired()) == 0)
        timing->wait();
    return count;
}

int timing_sleep(struct timing *timing, uint64_t delay_ns)
{
    int result = timing->after(delay_ns);
    if (result == 0)
        timing_next(timing);
    return result;
}

int timing_every(struct timing *timing, uint64_t period_ns)
{
    return timing->every(period_ns);
}

int timing_stop(struct timing *timing)
{
    return timing->stop();
}
