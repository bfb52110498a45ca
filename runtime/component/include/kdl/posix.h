/* Functions that no header of the C library declares here. */
#pragma once
#include <sys/types.h>

pid_t gettid(void);
int tgkill(pid_t process, pid_t thread, int signal);
