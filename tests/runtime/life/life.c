#include <errno.h>
#include <limits.h>
#include <math.h>
#include <time.h>
#include <unistd.h>

#include "check.h"

static int order;

__attribute__((constructor)) static void construct(void)
{
    printf("%d constructor in %s\n", ++order, get_thread_name());
}

void pre_init(void)
{
    printf("%d pre_init in %s\n", ++order, get_thread_name());
}

void make_first__init(void)
{
    printf("%d make_first__init in %s\n", ++order, get_thread_name());
}

void first__init(void)
{
    printf("%d first__init in %s\n", ++order, get_thread_name());
}

void second__init(void)
{
    printf("%d second__init in %s\n", ++order, get_thread_name());
}

void post_init(void)
{
    printf("%d post_init in %s\n", ++order, get_thread_name());
}

/* around every size and place, memory stays what it was */
static void check_memset(int byte)
{
    static unsigned char memory[640];
    unsigned wrong = 0;

    for (size_t start = 1; start < 80; start += start < 18 ? 1 : 15)
        for (size_t count = 0; count < 540; count++) {
            for (size_t i = 0; i < sizeof memory; i++)
                memory[i] = (unsigned char)(i | 1);
            wrong += memset(memory + start, byte, count) != memory + start;
            for (size_t i = 0; i < sizeof memory; i++)
                wrong += memory[i] != (i >= start && i < start + count
                                       ? (unsigned char)byte : (unsigned char)(i | 1));
        }
    CHECK(wrong == 0);
}

/* the sequences of musl */
static void check_random(void)
{
    unsigned seed = 1;
    long last = 0;

    CHECK(random() == 262836907 && random() == 2022765545 && random() == 1985587709);
    for (int i = 3; i < 100; i++)
        last = random();
    CHECK(last == 691588680);
    srandom(7);
    CHECK(random() == 176693214);
    for (int i = 1; i < 40; i++)
        last = random();
    CHECK(last == 91339960);
    CHECK(rand_r(&seed) == 1993684161 && rand_r(&seed) == 1388323688 && rand_r(&seed) == 65314989);
}

static void check_libc(void)
{
    char text[64];
    struct timespec before, after;
    void *p = malloc(100000), *q;

    check_memset(0);
    check_memset(0x1a5);
    CHECK(p && ((uintptr_t)p & 15) == 0);
    q = realloc(p, 200000);
    CHECK(q);
    free(q);
    errno = 0;
    CHECK(malloc(1u << 30) == NULL && errno == ENOMEM);
    snprintf(text, sizeof text, "%.3f %zu %zd %llu %e %g", 3.14159, (size_t)7, (ssize_t)-7,
             ULLONG_MAX, 12345.678, sqrt(2));
    CHECK(strcmp(text, "3.142 7 -7 18446744073709551615 1.234568e+04 1.41421") == 0);
    CHECK(rand() == 0 && rand() == 740882966);
    srand(1);
    CHECK(rand() == 0);
    srand(42);
    CHECK(rand() != 0);
    check_random();
    clock_gettime(CLOCK_MONOTONIC, &before);
    clock_gettime(CLOCK_MONOTONIC, &after);
    CHECK(after.tv_sec > before.tv_sec || after.tv_nsec > before.tv_nsec);
    CHECK(getpid() == 2 && getppid() == 1 && gettid() == 1);
    CHECK(getchar() == EOF && read(0, text, 1) == 0);
    CHECK(write(5, text, 1) == -1 && errno == EBADF);
    verdict("libc");
}

static char collected[64];

static void collect(int c)
{
    size_t length = strlen(collected);

    if (length < sizeof collected - 1)
        collected[length] = (char)c;
}

static void quit(void *status)
{
    printf("quit\n");
    if (status)
        exit(*(int *)status);
    abort();
}

int run(void)
{
    int three = 3;

    printf("%d run in %s of %s\n", ++order, get_thread_name(), get_instance_name());
    printf("%d %s %g %d of %zu\n", number, text, ratio, list[2], ARRAY_SIZE(list));
    check_libc();

    set_putchar(collect);
    printf("elsewhere %d\n", 1);
    set_putchar(NULL);
    printf("collected: %s", collected);

    printf("no end of line, ");
    fflush(stdout);
    write(1, "but flushed\n", 12);
    fprintf(stderr, "to stderr\n");

    CHECK(first_reg_callback(quit, &three) == 0 && second_reg_callback(quit, NULL) == 0);
    make_first_emit();
    make_second_emit();
    make_second_emit();                 /* nobody takes it any more */
    printf("the others ended, this one goes on\n");
    switch_off();
    return 0;
}
