/* Two more threads than that of run(): those of the interfaces, which begin with an event. */
#include <camkes.h>
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER, emptied = PTHREAD_COND_INITIALIZER;
static pthread_once_t first = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static sem_t taken;
static int content, rounds;

void locks(void);

static void say_once(void)
{
    printf("once\n");
}

static void take(const char *who)
{
    pthread_once(&first, say_once);
    pthread_setspecific(key, who);
    pthread_mutex_lock(&lock);
    while (!content)
        pthread_cond_wait(&filled, &lock);
    printf("%s takes %d\n", (const char *)pthread_getspecific(key), content);
    content = 0;
    pthread_cond_signal(&emptied);
    pthread_mutex_unlock(&lock);
    sem_post(&taken);
}

static void on_one(void *argument)
{
    (void)argument;
    take("one");
}

static void on_two(void *argument)
{
    (void)argument;
    take("two");
}

static void put(int what)
{
    pthread_mutex_lock(&lock);
    while (content)
        pthread_cond_wait(&emptied, &lock);
    content = what;
    rounds++;
    pthread_cond_broadcast(&filled);
    pthread_mutex_unlock(&lock);
}

static void types(void)
{
    pthread_mutexattr_t attributes;
    pthread_mutex_t again, strict;

    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&again, &attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutex_init(&strict, &attributes);
    printf("again: %d%d%d", pthread_mutex_lock(&again), pthread_mutex_lock(&again),
           pthread_mutex_trylock(&again));
    printf(" %d%d", pthread_mutex_unlock(&again), pthread_mutex_unlock(&again));
    printf(" %d%d\n", pthread_mutex_destroy(&again) == EBUSY, pthread_mutex_unlock(&again));
    printf("strict: %d", pthread_mutex_lock(&strict));
    printf("%d%d", pthread_mutex_lock(&strict) == EDEADLK, pthread_mutex_trylock(&strict) == EBUSY);
    printf("%d%d\n", pthread_mutex_unlock(&strict), pthread_mutex_unlock(&strict) == EPERM);
}

static void keys(void)
{
    pthread_key_t other, same;

    pthread_key_create(&other, NULL);
    pthread_setspecific(other, "old");
    printf("keys: %d", pthread_getspecific(other) != NULL);
    pthread_key_delete(other);
    printf("%d%d", pthread_getspecific(other) == NULL, pthread_setspecific(other, "") == EINVAL);
    pthread_key_create(&same, NULL);
    printf("%d%d\n", same == other, pthread_getspecific(same) == NULL);
}

void locks(void)
{
    pthread_t self = pthread_self(), other;
    int value;

    types();
    keys();
    printf("threads: %d%d%d\n", pthread_equal(self, pthread_self()) != 0,
           pthread_join(self, NULL) == EDEADLK, pthread_create(&other, NULL, NULL, NULL) == EAGAIN);
    pthread_key_create(&key, NULL);
    sem_init(&taken, 0, 0);
    printf("semaphore: %d", sem_init(&taken, 1, 0) == -1 && errno == ENOSYS);
    printf("%d\n", sem_trywait(&taken) == -1 && errno == EAGAIN);
    one_reg_callback(on_one, NULL);
    two_reg_callback(on_two, NULL);
    go_emit();
    put(1);
    put(2);
    sem_wait(&taken);
    sem_wait(&taken);
    sem_getvalue(&taken, &value);
    printf("rounds: %d, left: %d\n", rounds, value);
}
