/*
 * What POSIX programs may link against and nothing here can do: each fails with ENOSYS. All are
 * weak: a component may have a function of the same name.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

static int absent(void)
{
    errno = ENOSYS;
    return -1;
}

#define ABSENT(result, name, ...) \
    result name(__VA_ARGS__); \
    __attribute__((weak)) result name(__VA_ARGS__) { return absent(); }

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
ABSENT(int, mkdir, const char *path, mode_t mode)
ABSENT(int, rmdir, const char *path)
ABSENT(int, munmap, void *address, size_t length)
ABSENT(int, mprotect, void *address, size_t length, int access)
ABSENT(int, unlink, const char *path)

/* those that do not return an int */
__attribute__((weak)) void *mmap(void *address, size_t length, int access, int flags, int fd,
                                 off_t offset)
{
    absent();
    return MAP_FAILED;
}

__attribute__((weak)) void *mremap(void *address, size_t length, size_t wanted, int flags, ...)
{
    absent();
    return MAP_FAILED;
}

__attribute__((weak)) char *getcwd(char *to, size_t size)
{
    absent();
    return NULL;
}
