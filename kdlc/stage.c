#include "stage.h"

#include <stdbool.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static bool started;
static double last;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void stage_start(void)
{
    started = true;
    last = now();
}

void stage_end(const char *name)
{
    struct rusage usage;
    double time;

    if (!started)
        return;
    time = now();
    getrusage(RUSAGE_SELF, &usage);
    fprintf(stderr, "stage %s %.1f ms %ld KiB\n", name, time - last, usage.ru_maxrss);
    last = time;
}
