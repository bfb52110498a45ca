#include <kdl/restart.h>

#include "check.h"

static int count = 40, cleared;
static const char *word = "first";
static char *memory;
static int ticks;

void pre_init(void)
{
    CHECK(count == 40 && cleared == 0 && strcmp(word, "first") == 0 && !memory);
    memory = malloc(1000);
    CHECK(memory);
}

void work__init(void)
{
    count++;
}

int work_next(void)
{
    while (strcmp(get_instance_name(), "worker") == 0 && tick_poll())
        ticks++;
    return ticks * 1000 + count++ + cleared;
}

/* the fault of a thread that holds a lock and has spoilt everything it can write */
static void spoil(void)
{
    guard_lock();
    cleared = 17;
    word = NULL;
    memset(memory, 0xff, 1000);
}

static int deeper(volatile int *up)
{
    volatile int frame[64] = {*up};

    return frame[0] < 0 ? 0 : deeper(&frame[0]) + frame[0];
}

int work_crash(const char *how)
{
    volatile int start = 0;

    spoil();
    if (strcmp(how, "read") == 0)
        return *(volatile int *)(uintptr_t)strlen("four");
    if (strcmp(how, "stack") == 0)
        return deeper(&start);
    if (strcmp(how, "abort") == 0)
        abort();
    assert(!"a reason to go on");
    return 0;
}

int run(void)
{
    guard_lock();
    if (kdl_restarts() == 2)
        printf("%s: in its third life\n", get_instance_name());
    guard_unlock();
    verdict("life");
    return 0;
}
