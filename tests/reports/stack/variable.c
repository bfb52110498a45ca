/* memory on the stack whose size is known only when it runs */
#include <camkes.h>

volatile int size = 100;

__attribute__((noinline)) int spread(int count)
{
    volatile char room[count];

    room[count - 1] = 1;
    return room[count - 1];
}

int run(void)
{
    return spread(size);
}
