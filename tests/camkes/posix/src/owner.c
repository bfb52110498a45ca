#include <camkes.h>
#include <err.h>
#include <stdio.h>

/* what POSIX has, and this component means something else by */
int poll(const char *name);
int dup(int number);

int poll(const char *name)
{
    return printf("poll of %s\n", name);
}

int dup(int number)
{
    return 2 * number;
}

int run(void)
{
    poll(OWN_HEADER);
    printf("dup: %d\n", dup(21));
    sem_wait();
    sem_wait();
    printf("sem: %d\n", sem_trywait());
    return 0;
}
