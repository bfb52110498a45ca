#include <camkes.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

void headers(void);

#define SAY(number) printf(#number " %d: %s\n", number, strerror(number))

static void numbers(void)
{
    int length = 0;

    printf("[%p][%p][%12p]\n", NULL, (void *)0xdeadbeef, (void *)0x12);
    printf("[%.0f][%.0f][%.0f][%.2f][%g]\n", 0.5, 1.5, 2.5, 1.005, 1e-5);
    printf("[%.17g][%.25f][%a][%.2a]\n", 0.1, 0.1, 0.1, 3.999);
    printf("[%f][%E][%5.1f][%010f]\n", (double)NAN, -(double)INFINITY, 99.95, -1.5);
    printf("[%Lf][%.20Lg][%.3Le][%La]\n", 1.5L, 0.1L, -123456.789L, 3.0L);
    printf("[%d%n]", 123, &length);
    printf("%d\n", length);
    printf("[%ls][%lc][%6ls]\n", L"wide", (wint_t)L'x', L"ab");
    printf("[%2$s %1$d]\n", 1, "second");
}

static void errors(void)
{
    char text[8];

    SAY(EPERM);
    SAY(EAGAIN);
    SAY(EDEADLK);
    SAY(ENAMETOOLONG);
    SAY(ENOSYS);
    SAY(EILSEQ);
    SAY(EOVERFLOW);
    SAY(ENOTSUP);
    SAY(ETIMEDOUT);
    SAY(ENOTRECOVERABLE);
    SAY(0);
    SAY(41);
    SAY(-1);
    printf("%s\n", wcrtomb(text, 0x20ac, &(mbstate_t){0}) == (size_t)-1 ? strerror(errno) : "");
    errno = EINVAL;
    printf("%m, %-20m|\n");
    perror("speaker");
    errno = ENOENT;
    perror(NULL);
}

int run(void)
{
    numbers();
    errors();
    headers();
    assert(!"nobody comes here");
    printf("END\n");
    return 0;
}
