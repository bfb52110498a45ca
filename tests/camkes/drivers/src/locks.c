/* The locks of seL4's libraries, between the threads of two interfaces. */
#include <camkes.h>
#include <camkes/sync.h>
#include <stdio.h>
#include <sync/bin_sem.h>
#include <sync/condition_var.h>
#include <sync/mutex.h>
#include <sync/sem.h>
#include <utils/attribute.h>
#include <utils/builtin.h>
#include <utils/compile_time.h>
#include <utils/config.h>
#include <utils/stringify.h>
#include <utils/time.h>
#include <utils/zf_log_if.h>

#define CONFIG_OF_THIS_FILE 1
#define CONFIG_ALSO_OF_THIS_FILE 0

compile_time_assert(options, config_set(CONFIG_OF_THIS_FILE));
compile_time_assert(no_options, !config_set(CONFIG_OF_NO_FILE)
                    && !config_set(CONFIG_ALSO_OF_THIS_FILE)
                    && config_ternary(CONFIG_OF_NO_FILE, 1, 2) == 2);

static sync_mutex_t mutex;
static sync_sem_t places;
static sync_bin_sem_t door;
static sync_cv_t changed;
static int number;

static void on_more(void *argument)
{
    (void)argument;
    (void)sync_bin_sem_wait(&door);
    while (number == 0)
        (void)sync_cv_wait(&door, &changed);
    printf("it has become %d\n", number);
    (void)sync_bin_sem_post(&door);
    (void)sync_sem_post(&places);
}

static void on_go(void *argument)
{
    ps_mutex_ops_t *ops = NULL;
    void *from_heap;

    (void)argument;
    printf("locked: %d\n", sync_mutex_lock(&mutex));
    printf("unlocked: %d\n", sync_mutex_unlock(&mutex));
    for (int i = 0; i < 3; i++)
        printf("a place: %d\n", sync_sem_trywait(&places));
    (void)sync_bin_sem_wait(&door);
    number = 5;
    (void)sync_cv_broadcast(&changed);
    (void)sync_bin_sem_post(&door);
    (void)sync_sem_wait(&places);
    printf("mutexes: %d\n", init_camkes_mutex_ops_heap(&ops));
    from_heap = ps_mutex_new(ops);
    printf("locked: %d, none: %d\n", ps_mutex_lock(ops, from_heap), ps_mutex_lock(ops, NULL));
    printf("unlocked: %d\n", ps_mutex_unlock(ops, from_heap));
    printf("gone: %d\n", ps_mutex_destroy(ops, from_heap));
}

void pre_init(void)
{
    (void)sync_mutex_init(&mutex, 0);
    (void)sync_sem_init(&places, 0, 2);
    (void)sync_bin_sem_init(&door, 0, 1);
    (void)sync_cv_init(&changed, 0);
}

void post_init(void)
{
    (void)go_reg_callback(on_go, NULL);
    (void)more_reg_callback(on_more, NULL);
}
