/*
 * What POSIX programs may link against and nothing here can do: each fails with ENOSYS. All are
 * weak: a component may have a function of the same name.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utime.h>

static int absent(void)
{
    errno = ENOSYS;
    return -1;
}

#define WEAK __attribute__((weak))
#define ABSENT(result, name, ...) \
    result name(__VA_ARGS__); \
    WEAK result name(__VA_ARGS__) { return absent(); }

#pragma GCC diagnostic ignored "-Wunused-parameter"
ABSENT(int, sigaction, int number, const struct sigaction *new, struct sigaction *old)
ABSENT(int, select, int n, fd_set *in, fd_set *out, fd_set *other, struct timeval *timeout)
ABSENT(int, socket, int domain, int type, int protocol)
ABSENT(int, bind, int fd, const struct sockaddr *address, socklen_t length)
ABSENT(int, connect, int fd, const struct sockaddr *address, socklen_t length)
ABSENT(int, listen, int fd, int backlog)
ABSENT(int, accept, int fd, struct sockaddr *address, socklen_t *length)
ABSENT(int, setsockopt, int fd, int level, int option, const void *value, socklen_t length)
ABSENT(int, getsockopt, int fd, int level, int option, void *value, socklen_t *length)
ABSENT(ssize_t, send, int fd, const void *bytes, size_t count, int flags)
ABSENT(ssize_t, recv, int fd, void *bytes, size_t count, int flags)
ABSENT(ssize_t, sendto, int fd, const void *bytes, size_t count, int flags,
       const struct sockaddr *to, socklen_t length)
ABSENT(ssize_t, recvfrom, int fd, void *bytes, size_t count, int flags, struct sockaddr *from,
       socklen_t *length)
ABSENT(int, shutdown, int fd, int how)
ABSENT(int, getsockname, int fd, struct sockaddr *address, socklen_t *length)
ABSENT(int, getpeername, int fd, struct sockaddr *address, socklen_t *length)
ABSENT(int, socketpair, int domain, int type, int protocol, int fds[2])
ABSENT(int, poll, struct pollfd *files, nfds_t count, int milliseconds)
ABSENT(int, pselect, int n, fd_set *in, fd_set *out, fd_set *other,
       const struct timespec *timeout, const sigset_t *signals)
ABSENT(int, open, const char *path, int flags, ...)
ABSENT(int, fcntl, int fd, int command, ...)
ABSENT(int, ioctl, int fd, int request, ...)
ABSENT(off_t, lseek, int fd, off_t offset, int whence)
ABSENT(int, fstat, int fd, struct stat *status)
ABSENT(int, stat, const char *path, struct stat *status)
ABSENT(int, lstat, const char *path, struct stat *status)
ABSENT(int, access, const char *path, int how)
ABSENT(ssize_t, readlink, const char *path, char *to, size_t size)
ABSENT(ssize_t, pread, int fd, void *bytes, size_t count, off_t offset)
ABSENT(ssize_t, pwrite, int fd, const void *bytes, size_t count, off_t offset)
ABSENT(int, fsync, int fd)
ABSENT(int, ftruncate, int fd, off_t length)
ABSENT(int, fchmod, int fd, mode_t mode)
ABSENT(int, fchown, int fd, uid_t owner, gid_t group)
ABSENT(int, utimes, const char *path, const struct timeval times[2])
ABSENT(int, utime, const char *path, const struct utimbuf *times)
ABSENT(int, tcgetattr, int fd, struct termios *line)
ABSENT(int, tcsetattr, int fd, int when, const struct termios *line)
ABSENT(int, tcsendbreak, int fd, int duration)
ABSENT(int, tcdrain, int fd)
ABSENT(int, tcflush, int fd, int what)
ABSENT(int, tcflow, int fd, int what)
ABSENT(int, mkdir, const char *path, mode_t mode)
ABSENT(int, rmdir, const char *path)
ABSENT(int, munmap, void *address, size_t length)
ABSENT(int, mprotect, void *address, size_t length, int access)
ABSENT(int, unlink, const char *path)
ABSENT(int, creat, const char *path, mode_t mode)
ABSENT(int, dup, int fd)
ABSENT(int, dup2, int fd, int other)
ABSENT(int, pipe, int fds[2])
ABSENT(int, rename, const char *from, const char *to)
ABSENT(int, link, const char *from, const char *to)
ABSENT(int, symlink, const char *from, const char *to)
ABSENT(int, chdir, const char *path)
ABSENT(int, chmod, const char *path, mode_t mode)
ABSENT(int, chown, const char *path, uid_t owner, gid_t group)
ABSENT(int, truncate, const char *path, off_t length)
ABSENT(int, fdatasync, int fd)
ABSENT(int, closedir, DIR *folder)

/* ---- processes and signals ---- */

ABSENT(pid_t, fork, void)
ABSENT(int, execve, const char *path, char *const arguments[], char *const environment[])
ABSENT(int, execv, const char *path, char *const arguments[])
ABSENT(int, execvp, const char *file, char *const arguments[])
ABSENT(pid_t, wait, int *status)
ABSENT(pid_t, waitpid, pid_t process, int *status, int options)
ABSENT(pid_t, setsid, void)
ABSENT(int, nice, int by)
ABSENT(int, getrusage, int who, struct rusage *usage)
ABSENT(int, getitimer, int which, struct itimerval *value)
ABSENT(int, setitimer, int which, const struct itimerval *new, struct itimerval *old)
ABSENT(int, settimeofday, const struct timeval *time, const struct timezone *zone)
ABSENT(clock_t, times, struct tms *times)
ABSENT(int, sigprocmask, int how, const sigset_t *new, sigset_t *old)
ABSENT(int, sigpending, sigset_t *signals)
ABSENT(int, sigsuspend, const sigset_t *signals)
ABSENT(int, setuid, uid_t user)
ABSENT(int, setgid, gid_t group)
ABSENT(int, sethostname, const char *name, size_t length)

/* ---- those that return something else ---- */

WEAK int pthread_sigmask(int how, const sigset_t *new, sigset_t *old)
{
    return ENOSYS;
}

WEAK DIR *opendir(const char *path)
{
    absent();
    return NULL;
}

WEAK struct dirent *readdir(DIR *folder)
{
    absent();
    return NULL;
}

WEAK void rewinddir(DIR *folder)
{
    absent();
}

WEAK unsigned alarm(unsigned seconds)
{
    absent();
    return 0;
}

WEAK mode_t umask(mode_t mode)
{
    absent();
    return 0;
}

WEAK void sync(void)
{
}

char *realpath(const char *restrict path, char *restrict to);

WEAK char *realpath(const char *restrict path, char *restrict to)
{
    absent();
    return NULL;
}

WEAK void *mmap(void *address, size_t length, int access, int flags, int fd,
                                 off_t offset)
{
    absent();
    return MAP_FAILED;
}

WEAK void *mremap(void *address, size_t length, size_t wanted, int flags, ...)
{
    absent();
    return MAP_FAILED;
}

WEAK char *getcwd(char *to, size_t size)
{
    absent();
    return NULL;
}
