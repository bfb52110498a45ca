/* Memory of a component is fixed and never paged: these look at what they are asked, no more. */
#pragma once
#include <stddef.h>

#define PROT_NONE  0
#define PROT_READ  1
#define PROT_WRITE 2
#define PROT_EXEC  4
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
