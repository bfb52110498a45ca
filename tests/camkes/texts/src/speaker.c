#include <camkes.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

void headers(void);

#define SAY(number) printf(#number " %d: %s\n", number, strerror(number))

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
    perror("speaker");
    errno = ENOENT;
    perror(NULL);
}

int run(void)
{
    errors();
    headers();
    assert(!"nobody comes here");
    printf("END\n");
    return 0;
}
