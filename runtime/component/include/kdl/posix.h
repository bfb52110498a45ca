/* Functions that no header of the C library declares. */
#pragma once
#include <sys/types.h>

pid_t gettid(void);
