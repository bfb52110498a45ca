/* The little of POSIX that makes sense in a component, so that existing code links. */
#include <errno.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include "kdl/instance.h"
#include "kdl/posix.h"
#include "kdl/thread.h"

pid_t getpid(void)
{
    return kdl_instance.pid;
}

pid_t getppid(void)
{
    return 1;
}

pid_t gettid(void)
{
    return (pid_t)(kdl_self - kdl_threads) + 1;
}

int sched_yield(void)
{
    kdl_yield();
    return 0;
}

int pause(void)
{
    kdl_stop();
}

int mlock(const void *address, size_t length)
{
    (void)address, (void)length;
    return 0;
}

int munlock(const void *address, size_t length)
{
    (void)address, (void)length;
    return 0;
}

int mlockall(int flags)
{
    (void)flags;
    return 0;
}

int munlockall(void)
{
    return 0;
}

int madvise(void *address, size_t length, int advice)
{
    (void)address, (void)length, (void)advice;
    return 0;
}

int mincore(void *address, size_t length, unsigned char *present)
{
    (void)address;
    for (size_t page = 0; page < (length + 4095) / 4096; page++)
        present[page] = 1;
    return 0;
}

/* the processor's own counter: time since power-on, for every clock */
int clock_gettime(clockid_t clock, struct timespec *time)
{
    uint64_t ticks, frequency;

    (void)clock;
    __asm__ volatile("isb\n\tmrs %0, cntvct_el0\n\tmrs %1, cntfrq_el0"
                     : "=r"(ticks), "=r"(frequency));
    time->tv_sec = (time_t)(ticks / frequency);
    time->tv_nsec = (long)(ticks % frequency * 1000000000u / frequency);
    return 0;
}

ssize_t write(int fd, const void *bytes, size_t count)
{
    if (fd != STDOUT_FILENO && fd != STDERR_FILENO) {
        errno = EBADF;
        return -1;
    }
    return (ssize_t)fwrite(bytes, 1, count, stdout);
}

ssize_t read(int fd, void *bytes, size_t count)
{
    (void)bytes, (void)count;
    if (fd == STDIN_FILENO)
        return 0;
    errno = EBADF;
    return -1;
}

int close(int fd)
{
    (void)fd;
    errno = EBADF;
    return -1;
}
