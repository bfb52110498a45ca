/* Headers of C11 and POSIX whose functions a component has, or that fail. */
#include <errno.h>
#include <stdio.h>
#include <termios.h>
#include <threads.h>
#include <unistd.h>
#include <utime.h>

void headers(void);

static mtx_t lock;
static once_flag once = ONCE_FLAG_INIT;
static tss_t key;
static thread_local int own = 7;

static void say_once(void)
{
    printf("once\n");
}

static int nothing(void *argument)
{
    (void)argument;
    return 0;
}

static void c11(void)
{
    thrd_t thread;

    call_once(&once, say_once);
    call_once(&once, say_once);
    printf("mtx %d", mtx_init(&lock, mtx_recursive) == thrd_success);
    printf("%d", mtx_lock(&lock) == thrd_success && mtx_trylock(&lock) == thrd_success);
    printf("%d", mtx_unlock(&lock) == thrd_success && mtx_unlock(&lock) == thrd_success);
    printf("%d\n", mtx_unlock(&lock) == thrd_error);
    printf("tss %d", tss_create(&key, NULL) == thrd_success && tss_set(key, &own) == thrd_success);
    printf(" %d\n", *(int *)tss_get(key));
    printf("thrd %d", thrd_create(&thread, nothing, NULL) == thrd_nomem);
    printf("%d\n", thrd_equal(thrd_current(), thrd_current()) != 0);
}

void headers(void)
{
    struct termios line = {.c_lflag = ECHO | ICANON | ISIG, .c_oflag = OPOST};
    struct utimbuf times = {0};

    c11();
    cfmakeraw(&line);
    printf("raw %d\n", line.c_lflag == 0 && line.c_oflag == 0);
    printf("tcgetattr %s\n", tcgetattr(STDIN_FILENO, &line) && errno == ENOSYS ? "ENOSYS" : "?");
    printf("utime %s\n", utime("file", &times) && errno == ENOSYS ? "ENOSYS" : "?");
}
