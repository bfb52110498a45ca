/* a frame that takes several instructions to make */
#include <camkes.h>

__attribute__((noinline)) int huge(int x)
{
    volatile char room[100000];

    room[x] = 1;
    return room[x];
}

int run(void)
{
    return huge(5);
}
