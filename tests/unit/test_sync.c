// link: runtime/component/sync.c runtime/component/event.c
// cflags: -idirafter runtime/component/include -pthread
/*
 * Mutex, semaphore, event between real threads of the host. A notification is a counter that
 * saturates at one, as in the kernel.
 */
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "kdl/event.h"
#include "kdl/thread.h"

#define THREADS 6
#define ROUNDS 20000

static struct bell { pthread_mutex_t lock; pthread_cond_t rung; int signals; } bells[THREADS + 1];
static struct kdl_thread threads[THREADS + 1];
__thread const struct kdl_thread *kdl_self;
__thread struct ipc_buffer *kdl_ipc_buffer;
__thread size_t kdl_line_length;

void kdl_flush_line(void)
{
}

void kdl_park(void)
{
    struct bell *bell = &bells[kdl_self - threads];

    pthread_mutex_lock(&bell->lock);
    while (bell->signals == 0)
        pthread_cond_wait(&bell->rung, &bell->lock);
    bell->signals = 0;
    pthread_mutex_unlock(&bell->lock);
}

void kdl_unpark(const struct kdl_thread *thread)
{
    struct bell *bell = &bells[thread - threads];

    pthread_mutex_lock(&bell->lock);
    bell->signals = 1;
    pthread_cond_signal(&bell->rung);
    pthread_mutex_unlock(&bell->lock);
}

void kdl_give_way(void)
{
    sched_yield();
}

static struct kdl_mutex mutex;
static struct kdl_semaphore semaphore;
static struct kdl_event event;
static long counter, inside;
static int work, finished;

static void *lock_often(void *self)
{
    kdl_self = self;
    for (int i = 0; i < ROUNDS; i++) {
        if (i % 7 != 0 || !kdl_mutex_trylock(&mutex))
            kdl_mutex_lock(&mutex);
        if (++inside != 1)
            abort();
        counter++;
        if (i % 64 == 0)
            sched_yield();
        inside--;
        kdl_mutex_unlock(&mutex);
    }
    return NULL;
}

static void *take_often(void *self)
{
    kdl_self = self;
    for (int i = 0; i < ROUNDS; i++) {
        kdl_semaphore_wait(&semaphore);
        __atomic_fetch_add(&counter, 1, __ATOMIC_RELAXED);
    }
    return NULL;
}

static void *give_often(void *self)
{
    kdl_self = self;
    for (int i = 0; i < ROUNDS; i++)
        while (!kdl_semaphore_post(&semaphore))
            sched_yield();
    return NULL;
}

static void *wait_for_events(void *self)
{
    kdl_self = self;
    while (__atomic_load_n(&work, __ATOMIC_SEQ_CST) > 0) {
        kdl_event_wait(&event);
        __atomic_fetch_sub(&work, 1, __ATOMIC_SEQ_CST);
    }
    __atomic_fetch_add(&finished, 1, __ATOMIC_SEQ_CST);
    return NULL;
}

/* thread i runs even when i is even, else odd */
static void run_all(void *(*even)(void *), void *(*odd)(void *))
{
    pthread_t thread[THREADS];

    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, i % 2 ? odd : even, &threads[i]), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(thread[i], NULL);
}

static void test_mutex_excludes(void **state)
{
    (void)state;
    counter = 0;
    run_all(lock_often, lock_often);
    assert_int_equal(counter, THREADS * ROUNDS);
    assert_int_equal(mutex.state, 0);
    assert_null(mutex.queue);
}

static void test_semaphore_loses_nothing(void **state)
{
    (void)state;
    counter = 0;
    semaphore = (struct kdl_semaphore){.value = 0, .limit = 0};
    run_all(take_often, give_often);
    assert_int_equal(counter, THREADS / 2 * ROUNDS);
    assert_int_equal(semaphore.value, 0);
    assert_null(semaphore.waiters.first);
}

static void test_binary_semaphore_saturates(void **state)
{
    (void)state;
    semaphore = (struct kdl_semaphore){.value = 0, .limit = 1};
    assert_true(kdl_semaphore_post(&semaphore));
    assert_false(kdl_semaphore_post(&semaphore));
    assert_true(kdl_semaphore_trywait(&semaphore));
    assert_false(kdl_semaphore_trywait(&semaphore));
    counter = 0;
    run_all(take_often, give_often);
    assert_int_equal(counter, THREADS / 2 * ROUNDS);
}

static int calls;

static void count_call(void *argument)
{
    calls += *(int *)argument;
}

static void register_again(void *argument)
{
    count_call(argument);
    assert_int_equal(kdl_event_callback(&event, register_again, argument), 0);
}

static void test_event_order(void **state)
{
    int one = 1, ten = 10;

    (void)state;
    event = (struct kdl_event){0};
    calls = 0;
    assert_int_equal(kdl_event_poll(&event), 0);
    kdl_event_raise(&event);
    kdl_event_raise(&event);
    assert_int_equal(kdl_event_poll(&event), 1);
    assert_int_equal(kdl_event_callback(&event, count_call, &ten), 0);
    assert_int_equal(calls, 10);                /* one was pending: at once */
    assert_int_equal(kdl_event_poll(&event), 0);

    assert_int_equal(kdl_event_callback(&event, count_call, &one), 0);
    assert_int_equal(kdl_event_callback(&event, count_call, &ten), -1);
    kdl_event_raise(&event);
    assert_int_equal(calls, 11);                /* once */
    assert_int_equal(kdl_event_poll(&event), 0);        /* the callback used it up */
    kdl_event_raise(&event);
    kdl_event_wait(&event);                     /* pending: does not sleep */
    assert_int_equal(calls, 11);
}

static void test_event_callback_registers_itself(void **state)
{
    int one = 1;

    (void)state;
    event = (struct kdl_event){0};
    calls = 0;
    assert_int_equal(kdl_event_callback(&event, register_again, &one), 0);
    for (int i = 0; i < 5; i++)
        kdl_event_raise(&event);
    assert_int_equal(calls, 5);
}

static void test_event_wakes_waiters(void **state)
{
    pthread_t thread[THREADS];

    (void)state;
    event = (struct kdl_event){0};
    work = 1000;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, wait_for_events, &threads[i]), 0);
    while (__atomic_load_n(&finished, __ATOMIC_SEQ_CST) < THREADS) {
        kdl_event_raise(&event);
        sched_yield();
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(thread[i], NULL);
    assert_true(work <= 0);
}

static int set_up(void **state)
{
    (void)state;
    for (int i = 0; i <= THREADS; i++)
        bells[i] = (struct bell){PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0};
    kdl_self = &threads[THREADS];
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mutex_excludes),
        cmocka_unit_test(test_semaphore_loses_nothing),
        cmocka_unit_test(test_binary_semaphore_saturates),
        cmocka_unit_test(test_event_order),
        cmocka_unit_test(test_event_callback_registers_itself),
        cmocka_unit_test(test_event_wakes_waiters),
    };

    return cmocka_run_group_tests(tests, set_up, NULL);
}
