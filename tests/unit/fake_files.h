/* The file system of the Vfs in the same program: what a client sees, without the connection. */
#pragma once
#include <files.h>

/* One file system of 'bytes' bytes at "/". */
const struct files *fake_files_make(uint64_t bytes);
void fake_files_release(void);

/* The n-th call from now fails with this errno; 0: none. */
void fake_files_fail(long n, int failure);
