#include <camkes.h>
#include <stdio.h>
#include "rounds.h"

static int total, calls;

static void count(const char *who, int n)
{
    lock_lock();
    total += n;
    calls++;
    printf("%s adds %d: %d\n", who, n, total);
    lock_unlock();
    if (calls == 2 * ROUNDS)
        ready_post();
}

void left_add(int n) { count("left", n); }
void right_add(int n) { count("right", n); }

int run(void)
{
    printf("slots: %d", slots_trywait());
    printf(" %d", slots_trywait());
    printf(" %d\n", slots_trywait() == 0);
    slots_post();
    slots_wait();
    ready_wait();
    printf("total %d\n", total);
    return 0;
}
