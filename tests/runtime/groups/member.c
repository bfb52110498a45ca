/* Counts, in variables that only this instance has. */
#include <errno.h>
#include <unistd.h>

#include "check.h"

static int counter;
static int started;
static __thread int in_this_thread;
int visible_everywhere = 1;             /* other members have a variable of this name */

__attribute__((constructor)) static void construct(void)
{
    counter = 100;
}

void pre_init(void)
{
    CHECK(counter == 100);
    started = getpid();
}

int count_next(void)
{
    in_this_thread++;
    guard_lock();
    counter++;
    guard_unlock();
    return counter;
}

char *count_name(void)
{
    return strdup(get_instance_name());
}

void count_numbers(size_t *all_sz, uint64_t **all, char **text)
{
    char *old = *text;

    *all_sz = 3;
    *all = calloc(*all_sz, sizeof **all);
    (*all)[0] = (uint64_t)started;
    (*all)[1] = (uint64_t)(uintptr_t)&counter;
    (*all)[2] = (uint64_t)in_this_thread;
    if (asprintf(text, "%s and %s", title, old) < 0)
        *text = NULL;
    free(old);
}

uint64_t count_variable(void)
{
    return (uintptr_t)&visible_everywhere;
}

int count_through(int a)
{
    return outside_add(a, visible_everywhere);
}

pair_t count_swap(pair_t both, const int *factor)
{
    return (pair_t){both.b * *factor, both.a * *factor};
}

/* how many blocks of 1 KiB there are */
int count_fill(void)
{
    void *blocks[256];
    int count = 0;

    while (count < 256 && (blocks[count] = malloc(1000)) != NULL)
        count++;
    CHECK(count == 256 || errno == ENOMEM);
    for (int i = 0; i < count; i++)
        free(blocks[i]);
    return count;
}

void count_fail(void)
{
    printf("no newline from %s", get_instance_name());
}

int by_message_next(void) { return count_next(); }
char *by_message_name(void) { return count_name(); }
uint64_t by_message_variable(void) { return count_variable(); }
int by_message_through(int a) { return count_through(a); }
pair_t by_message_swap(pair_t both, const int *factor) { return count_swap(both, factor); }
int by_message_fill(void) { return count_fill(); }
void by_message_fail(void) { count_fail(); }

void by_message_numbers(size_t *all_sz, uint64_t **all, char **text)
{
    count_numbers(all_sz, all, text);
}

int from_outside_add(int a, int b)
{
    return a + b + counter;
}

static void rung(void *argument)
{
    *(int *)argument += 1;
    ((char *)shared)[title[0]] = title[0];
    done_emit();
    CHECK(ring_reg_callback(rung, argument) == 0);
}

void ring__init(void)
{
    static int times;

    CHECK(ring_reg_callback(rung, &times) == 0);
}
