#include "stage.h"

#include <stdbool.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static bool started;
static double last, last_cpu;

static double milliseconds(struct timeval t)
{
    return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

/* of this process and those it waited for */
static double cpu_time(void)
{
    struct rusage own, others;

    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &others);
    return milliseconds(own.ru_utime) + milliseconds(own.ru_stime)
         + milliseconds(others.ru_utime) + milliseconds(others.ru_stime);
}

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
    last_cpu = cpu_time();
}

void stage_end(const char *name)
{
    struct rusage usage;
    double time, cpu;

    if (!started)
        return;
    time = now();
    cpu = cpu_time();
    getrusage(RUSAGE_SELF, &usage);
    fprintf(stderr, "stage %s %.1f ms, %.1f ms of CPU, %ld KiB\n", name, time - last,
            cpu - last_cpu, usage.ru_maxrss);
    last = time;
    last_cpu = cpu;
}
