/* Reading into and writing from several pieces of memory: as read() and write() of all of them. */
#pragma once
#include <stddef.h>
#include <sys/types.h>

struct iovec { void *iov_base; size_t iov_len; };

ssize_t readv(int fd, const struct iovec *pieces, int count);
ssize_t writev(int fd, const struct iovec *pieces, int count);
