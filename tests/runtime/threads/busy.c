/*
 * Four threads run the same work, each a callback of its own event: floating point, errno, locks,
 * malloc, printing, for long enough that each is preempted many times.
 */
#include <errno.h>
#include <math.h>

#include "check.h"

#define THREADS 4
#define ROUNDS  3000

static __thread int mine = 5;
static __thread char zero[24];
static int inside, finished, produced, taken, turns;
static long counter;

/* the result depends on every step, so one register of another thread would show */
static double series(int seed)
{
    double sum = seed;

    for (int i = 1; i < 200; i++)
        sum = sum * 1.000001 + sin(i) / (seed + i);
    return sum;
}

static void hold_lock(int round)
{
    CHECK(lock_lock() == 0);
    CHECK(++inside == 1);
    counter++;
    if (round % 16 == 0)
        seL4_Yield();
    inside--;
    CHECK(lock_unlock() == 0);
}

/* of memory that was somebody's already */
static void use_zeroed_memory(size_t size)
{
    unsigned char *p = calloc(size, 1);

    CHECK(p != NULL);
    for (size_t i = 0; p && i < size; i++)
        CHECK(p[i] == 0);
    free(p);
}

static void use_memory(int id, int round)
{
    size_t size = 1 + (size_t)(round * 37 + id * 101) % 700;
    unsigned char *p = malloc(size);

    CHECK(p != NULL);
    if (!p)
        return;
    memset(p, id, size);
    if (round % 32 == 0)
        seL4_Yield();
    for (size_t i = 0; i < size; i++)
        CHECK(p[i] == id);
    free(p);
    use_zeroed_memory(size);
}

static void work(void *argument)
{
    int id = *(int *)argument;
    double expected = series(id);

    CHECK(mine == 5 && zero[23] == 0);
    mine = id;
    errno = id;
    for (int round = 0; round < ROUNDS; round++) {
        if (round % 10 == 0)
            CHECK(series(id) == expected);
        hold_lock(round);
        use_memory(id, round);
        if (id % 2) {
            __atomic_fetch_add(&produced, 1, __ATOMIC_RELAXED);
            CHECK(tokens_post() == 0);
        } else {
            CHECK(tokens_wait() == 0);
            __atomic_fetch_add(&taken, 1, __ATOMIC_RELAXED);
        }
        CHECK(mine == id && errno == id && zero[0] == 0);
    }
    for (int round = 0; round < 100; round++) {
        baton_wait();
        turns++;
        baton_post();
    }
    __atomic_fetch_add(&finished, 1, __ATOMIC_SEQ_CST);
}

int run(void)
{
    static int ids[THREADS] = {1, 2, 3, 4};

    CHECK(one_reg_callback(work, &ids[0]) == 0 && two_reg_callback(work, &ids[1]) == 0);
    CHECK(three_reg_callback(work, &ids[2]) == 0 && four_reg_callback(work, &ids[3]) == 0);
    go_emit();
    baton_post();
    while (__atomic_load_n(&finished, __ATOMIC_SEQ_CST) < THREADS)
        seL4_Yield();
    CHECK(counter == (long)THREADS * ROUNDS && inside == 0);
    CHECK(produced == taken && turns == THREADS * 100);
    CHECK(mine == 5);
    verdict(get_instance_name());
    if (last)
        switch_off();
    return 0;
}
