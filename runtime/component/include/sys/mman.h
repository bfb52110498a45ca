/*
 * Memory of a component is fixed and never paged: the first of these look at what they are asked,
 * no more. The others fail with ENOSYS; malloc gives memory.
 */
#pragma once
#include <stddef.h>
#include <sys/types.h>

#define PROT_NONE  0
#define PROT_READ  1
#define PROT_WRITE 2
#define PROT_EXEC  4
#define MAP_SHARED    1
#define MAP_PRIVATE   2
#define MAP_FIXED     16
#define MAP_ANONYMOUS 32
#define MAP_ANON      MAP_ANONYMOUS
#define MAP_FAILED    ((void *)-1)
#define MREMAP_MAYMOVE 1
#define MADV_NORMAL     0
#define MADV_RANDOM     1
#define MADV_SEQUENTIAL 2
#define MADV_WILLNEED   3
#define MADV_DONTNEED   4
#define MCL_CURRENT 1
#define MCL_FUTURE  2

int mlock(const void *address, size_t length);
int munlock(const void *address, size_t length);
int mlockall(int flags);
int munlockall(void);
int madvise(void *address, size_t length, int advice);
int mincore(void *address, size_t length, unsigned char *present);

void *mmap(void *address, size_t length, int access, int flags, int fd, off_t offset);
int munmap(void *address, size_t length);
void *mremap(void *address, size_t length, size_t wanted, int flags, ...);
int mprotect(void *address, size_t length, int access);
