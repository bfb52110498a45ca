/* Waits for events, and writes down when each of them woke it. */
#include <camkes.h>

int run(void)
{
    for (;;) {
        go_wait();
        woken->ticks = ticks();
    }
}
