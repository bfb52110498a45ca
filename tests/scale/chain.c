/* One link of a chain: adds what it finds in the memory before it, and passes the call on. */
#include <camkes.h>
#include <stdio.h>

int here_along(int steps)
{
    int found = *(volatile int *)behind;

    if (found != number)
        return -1;
    if (!next_along)
        return steps;
    *(volatile int *)ahead = number + 1;
    return next_along(steps + 1);
}

int run(void)
{
    if (number != 0)
        return 0;
    *(volatile int *)ahead = 1;
    printf("the call went through %d components\n", next_along(1) + 1);
    return 0;
}
