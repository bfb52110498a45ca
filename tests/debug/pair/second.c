/* Calls a function again and again, for a debugger to stop in. */
#include <camkes.h>

static const char *volatile place = "second";
int work(int n);

__attribute__((noinline)) int work(int n)
{
    return n + (place != NULL);
}

int run(void)
{
    for (int n = 0;; n = work(n))
        seL4_Yield();
}
