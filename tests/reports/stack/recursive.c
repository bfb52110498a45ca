/* a function that calls itself, and two that call each other */
#include <camkes.h>

__attribute__((noinline)) int odd(int x);

__attribute__((noinline)) int even(int x)
{
    volatile char room[64] = {0};

    return x ? odd(x - 1) + room[x] : 1;
}

__attribute__((noinline)) int odd(int x)
{
    volatile char room[32] = {0};

    return x ? even(x - 1) + room[x] : 0;
}

__attribute__((noinline)) int fold(int x)
{
    volatile char room[16] = {0};

    return x > 1 ? fold(x - 1) + fold(x - 2) + room[x] : 1;
}

int run(void)
{
    return even(3) + fold(5);
}
