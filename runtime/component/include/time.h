/* The C library's, with what it declares for other systems only. */
#pragma once
#include_next <time.h>

#ifndef CLOCK_REALTIME
#define CLOCK_REALTIME 1
#endif
#ifndef CLOCK_MONOTONIC
#define CLOCK_MONOTONIC 4
#endif

/* the time since the machine was started, for either clock */
int clock_gettime(clockid_t clock, struct timespec *time);
/* yields until it is over */
int nanosleep(const struct timespec *wanted, struct timespec *left);
