/* pointers that can lead to two functions, neither of which goes on */
#include <camkes.h>

static int small(int x)
{
    volatile char room[50] = {0};

    return room[x];
}

static int large(int x)
{
    volatile char room[500] = {0};

    return room[x];
}

int (*const choices[])(int) = {small, large};
volatile int choice;

int run(void)
{
    return choices[choice](1);
}
