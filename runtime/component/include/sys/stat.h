/* The C library's, with what it declares for other systems only. */
#pragma once
#include_next <sys/stat.h>

int lstat(const char *path, struct stat *status);
