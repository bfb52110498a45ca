/*
 * What POSIX asks about memory. It is fixed and never paged here, so there is nothing to do; but
 * what is asked must make sense. All are weak: a component may have a function of the same name.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>

#include "camkes/vma.h"
#include "kernel/abi/layout.h"

#define WEAK __attribute__((weak))
#define PAGE_MASK ((uintptr_t)PAGE_SIZE - 1)

static int fail(int error)
{
    errno = error;
    return -1;
}

/* where the mapped pages that hold `at` end, or `at` itself if none does */
static uintptr_t mapped_until(uintptr_t at)
{
    for (size_t i = 0; i < camkes_vmas_size; i++) {
        const struct camkes_vma *vma = &camkes_vmas[i];
        uintptr_t start = (uintptr_t)vma->start & ~PAGE_MASK;
        uintptr_t end = ((uintptr_t)vma->end + PAGE_MASK) & ~PAGE_MASK;

        if (vma->read && at >= start && at < end)
            return end;
    }
    return at;
}

static bool is_mapped(const void *address, size_t length)
{
    uintptr_t at = (uintptr_t)address, end, next;

    if (__builtin_add_overflow(at, length, &end))
        return false;
    for (; at < end; at = next)
        if ((next = mapped_until(at)) == at)
            return false;
    return true;
}

WEAK int mlock(const void *address, size_t length)
{
    return is_mapped(address, length) ? 0 : fail(ENOMEM);
}

WEAK int munlock(const void *address, size_t length)
{
    return is_mapped(address, length) ? 0 : fail(ENOMEM);
}

WEAK int mlockall(int flags)
{
    return flags & ~(MCL_CURRENT | MCL_FUTURE) ? fail(EINVAL) : 0;
}

WEAK int munlockall(void)
{
    return 0;
}

WEAK int madvise(void *address, size_t length, int advice)
{
    if (advice < MADV_NORMAL || advice > MADV_DONTNEED || ((uintptr_t)address & PAGE_MASK) != 0)
        return fail(EINVAL);
    return is_mapped(address, length) ? 0 : fail(ENOMEM);
}

WEAK int mincore(void *address, size_t length, unsigned char *present)
{
    size_t pages = length / PAGE_SIZE + (length % PAGE_SIZE != 0);

    if (((uintptr_t)address & PAGE_MASK) != 0)
        return fail(EINVAL);
    if (!is_mapped(address, length))
        return fail(ENOMEM);
    if (!is_mapped(present, pages))
        return fail(EFAULT);
    for (size_t page = 0; page < pages; page++)
        present[page] = 1;
    return 0;
}
