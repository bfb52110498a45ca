/*
 * The little of POSIX that makes sense in a component, so that existing code links. All are weak:
 * a component may have a function of the same name.
 */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "kdl/instance.h"
#include "kdl/posix.h"
#include "kdl/print.h"
#include "kdl/thread.h"
#include "kernel/abi/layout.h"

#define WEAK __attribute__((weak))

WEAK pid_t getpid(void)
{
    return kdl_instance.pid;
}

WEAK pid_t getppid(void)
{
    return 1;
}

WEAK uid_t geteuid(void)
{
    return 0;
}

WEAK uid_t getuid(void)
{
    return 0;
}

WEAK gid_t getgid(void)
{
    return 0;
}

WEAK gid_t getegid(void)
{
    return 0;
}

WEAK long sysconf(int name)
{
    if (name == _SC_PAGESIZE)
        return PAGE_SIZE;
    errno = EINVAL;
    return -1;
}

WEAK pid_t gettid(void)
{
    return (pid_t)kdl_self->number;
}

int sched_yield(void)
{
    kdl_yield();
    return 0;
}

WEAK int pause(void)
{
    kdl_stop();
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

WEAK ssize_t write(int fd, const void *bytes, size_t count)
{
    if (fd != STDOUT_FILENO && fd != STDERR_FILENO) {
        errno = EBADF;
        return -1;
    }
    return (ssize_t)fwrite(bytes, 1, count, stdout);
}

WEAK ssize_t read(int fd, void *bytes, size_t count)
{
    (void)bytes, (void)count;
    if (fd == STDIN_FILENO)
        return 0;
    errno = EBADF;
    return -1;
}

WEAK int close(int fd)
{
    (void)fd;
    errno = EBADF;
    return -1;
}

/* up to the first piece that is not all written, or not filled */
static ssize_t each_piece(int fd, const struct iovec *pieces, int count, bool out)
{
    ssize_t all = 0;

    for (int i = 0; i < count; i++) {
        ssize_t done = out ? write(fd, pieces[i].iov_base, pieces[i].iov_len)
                           : read(fd, pieces[i].iov_base, pieces[i].iov_len);

        if (done < 0)
            return all > 0 ? all : done;
        all += done;
        if ((size_t)done < pieces[i].iov_len)
            break;
    }
    return all;
}

WEAK ssize_t writev(int fd, const struct iovec *pieces, int count)
{
    return each_piece(fd, pieces, count, true);
}

WEAK ssize_t readv(int fd, const struct iovec *pieces, int count)
{
    return each_piece(fd, pieces, count, false);
}

WEAK int isatty(int fd)
{
    return fd >= STDIN_FILENO && fd <= STDERR_FILENO;
}

/* signals do not exist, but whoever raises one against itself means to stop */
WEAK int tgkill(pid_t process, pid_t thread, int number)
{
    if (process != getpid() || thread < 1 || (size_t)thread > kdl_component.program_threads) {
        errno = ESRCH;
        return -1;
    }
    if (number == 0)
        return 0;
    if (thread != gettid()) {
        errno = ENOSYS;
        return -1;
    }
    kdl_say("thread %s stopped by signal %d", kdl_self->name, number);
    kdl_stop();
}

WEAK int kill(pid_t process, int number)
{
    return tgkill(process, gettid(), number);
}

WEAK int uname(struct utsname *name)
{
    *name = (struct utsname){.sysname = "KaaL", .release = "1", .version = "1",
                             .machine = "aarch64"};
    (void)strncpy(name->nodename, kdl_instance.name, sizeof name->nodename - 1);
    return 0;
}

/* the instance's; one that does not fit is an error */
WEAK int gethostname(char *name, size_t size)
{
    size_t length = strlen(kdl_instance.name);

    if (length >= size) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(name, kdl_instance.name, length + 1);
    return 0;
}

/* what clock_gettime says */
WEAK int gettimeofday(struct timeval *restrict time, void *restrict zone)
{
    struct timespec now;

    (void)zone;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return 0;
}

/* yields until the time has come: for code that must wait without a timer */
WEAK int nanosleep(const struct timespec *wanted, struct timespec *left)
{
    struct timespec now, end;

    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += wanted->tv_sec + (end.tv_nsec + wanted->tv_nsec) / 1000000000;
    end.tv_nsec = (end.tv_nsec + wanted->tv_nsec) % 1000000000;
    do {
        kdl_yield();
        (void)clock_gettime(CLOCK_MONOTONIC, &now);
    } while (now.tv_sec < end.tv_sec
             || (now.tv_sec == end.tv_sec && now.tv_nsec < end.tv_nsec));
    if (left)
        *left = (struct timespec){0};
    return 0;
}

WEAK int usleep(useconds_t microseconds)
{
    return nanosleep(&(struct timespec){microseconds / 1000000, microseconds % 1000000 * 1000},
                     NULL);
}

WEAK unsigned sleep(unsigned seconds)
{
    return (unsigned)nanosleep(&(struct timespec){seconds, 0}, NULL);
}

WEAK long syscall(long number, ...)
{
    va_list args;
    long a[3];

    va_start(args, number);
    for (size_t i = 0; i < 3; i++)
        a[i] = va_arg(args, long);
    va_end(args);
    switch (number) {
    case SYS_exit:
    case SYS_exit_group:
        _exit((int)a[0]);
    case SYS_clock_gettime:
        return clock_gettime((clockid_t)a[0], (struct timespec *)a[1]);
    case SYS_sched_yield:
        return sched_yield();
    case SYS_tgkill:
        return tgkill((pid_t)a[0], (pid_t)a[1], (int)a[2]);
    case SYS_uname:
        return uname((struct utsname *)a[0]);
    case SYS_getpid:
        return getpid();
    case SYS_getppid:
        return getppid();
    case SYS_gettid:
        return gettid();
    }
    errno = ENOSYS;
    return -1;
}
