/* Times of files: it fails with ENOSYS, see ../../libc/absent.c. */
#pragma once
#include <time.h>

struct utimbuf {
    time_t actime;
    time_t modtime;
};

int utime(const char *path, const struct utimbuf *times);
