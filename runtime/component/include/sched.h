/* The C library's, with what it declares for other systems only. */
#pragma once
#include_next <sched.h>

int sched_yield(void);
