#include <kdl/restart.h>

#include "check.h"

static int count = 5;

int work_next(void)
{
    return count++;
}

int work_crash(const char *how)
{
    (void)how;
    count = -1;
    __asm__ volatile("brk #0");
    return 0;
}

int run(void)
{
    return 0;
}
