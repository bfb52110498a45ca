/* A client of the timer: sleeps, keeps a beat, and says what it measured. */
#include <camkes.h>
#include <stdio.h>
#include <timing.h>

static struct timing timing = TIMING(clock, tick);

static void say(const char *what, bool good)
{
    printf("%s: %s %s\n", get_instance_name(), what, good ? "good" : "WRONG");
}

static bool slept(uint64_t delay)
{
    uint64_t start = timing_now(&timing);
    if (timing_sleep(&timing, delay) != 0)
        return false;
    uint64_t took = timing_now(&timing) - start;
    return took >= delay && took < delay + 500 * NS_PER_MS;
}

/* All beats are counted, and the last comes when it should: no drift. */
static bool kept_time(void)
{
    uint64_t period = (uint64_t)period_ms * NS_PER_MS, start = timing_now(&timing);
    uint64_t wanted = (uint64_t)beats, count = 0;
    if (timing_every(&timing, period) != 0)
        return false;
    while (count < wanted)
        count += timing_next(&timing);
    uint64_t took = timing_now(&timing) - start;
    timing_stop(&timing);
    return took >= wanted * period && took < (count + 1) * period + 500 * NS_PER_MS;
}

int run(void)
{
    say("sleep", slept(20 * NS_PER_MS) && slept(0) && slept(1));
    say("beat", kept_time());
    say("refused", clock_every(0) < 0 && clock_expired() == 0);
    uint64_t deadline = clock_now() + 30 * NS_PER_MS;
    clock_at(deadline);
    timing_next(&timing);
    say("deadline", clock_now() >= deadline && clock_now() < deadline + 500 * NS_PER_MS);
    clock_at(UINT64_MAX);
    clock_after(UINT64_MAX);
    say("never", clock_expired() == 0 && clock_stop() == 0);
    return 0;
}
