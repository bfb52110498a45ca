#include <camkes.h>
#include <camkes/dma.h>
#include <camkes/vma.h>
#include <errno.h>
#include <sel4bench/sel4bench.h>
#include <sel4utils/sel4_zf_logif.h>
#include <stdio.h>
#include <sync/spinlock.h>
#include <sys/mman.h>

#define PAGE 4096

extern char __executable_start[1];

static char pages[3 * PAGE] __attribute__((aligned(PAGE)));

/* the part of the address space that holds this byte */
static const struct camkes_vma *part_of(const void *byte)
{
    for (size_t i = 0; i < camkes_vmas_size; i++)
        if (byte >= camkes_vmas[i].start && byte < camkes_vmas[i].end)
            return &camkes_vmas[i];
    return NULL;
}

static void describe(const char *what, const void *byte)
{
    const struct camkes_vma *part = part_of(byte);

    if (part)
        printf("%s: %s, %c%c%c\n", what, part->name, part->read ? 'r' : '-',
               part->write ? 'w' : '-', part->execute ? 'x' : '-');
    else
        printf("%s: nowhere\n", what);
}

static int try_advice(void *address, size_t size, int advice)
{
    errno = 0;
    return madvise(address, size, advice) == 0 ? 0 : errno;
}

static int try_core(void *address, size_t size, void *answer)
{
    errno = 0;
    return mincore(address, size, answer) == 0 ? 0 : errno;
}

static void ask(void)
{
    unsigned char present[3] = {0};

    printf("advice: %d %d %d %d\n", try_advice(pages, sizeof pages, MADV_WILLNEED),
           try_advice(pages, PAGE, -1) == EINVAL, try_advice(pages + 1, PAGE, 0) == EINVAL,
           try_advice(__executable_start - PAGE, PAGE, 0) == ENOMEM);
    printf("pages: %d", try_core(pages, sizeof pages - 7, present));
    printf(" %d %d %d\n", present[0] & 1, present[1] & 1, present[2] & 1);
    printf("refused: %d %d %d %d %d\n", try_core(pages, PAGE, NULL) == EFAULT,
           try_core(pages, PAGE, (void *)UINTPTR_MAX) == EFAULT,
           try_core(pages + 42, 42, present) == EINVAL,
           try_core(pages, SIZE_MAX, present) == ENOMEM,
           try_core(__executable_start - PAGE, PAGE, present) == ENOMEM);
    printf("locked: %d %d %d\n", mlock(pages, sizeof pages), mlock((void *)PAGE, 1),
           mlockall(MCL_CURRENT | MCL_FUTURE));
    printf("unlocked: %d %d\n", munlock(pages, sizeof pages), munlock((void *)PAGE, 1));
}

/* all of the pool as one piece, and every page of it behind the one before */
static void take_all(void)
{
    size_t size = 4 * 1024 * 1024;
    char *all = camkes_dma_alloc(size, 0, false);
    int neighbours = all != NULL;

    for (size_t i = PAGE; all && i < size; i += PAGE)
        neighbours &= camkes_dma_get_paddr(all + i) == camkes_dma_get_paddr(all) + i;
    printf("pool: %d, more: %d\n", neighbours, camkes_dma_alloc(1, 0, false) != NULL);
    camkes_dma_free(all, size);
}

/* headers that applications include besides */
static void use_headers(void)
{
    sync_spinlock_t lock;
    ccnt_t before;

    sel4bench_init();
    before = sel4bench_get_cycle_count();
    sync_spinlock_init(&lock);
    sync_spinlock_lock(&lock);
    ZF_LOGF_IF(sync_spinlock_trylock(&lock) == 0, "taken twice");
    sync_spinlock_unlock(&lock);
    while (sel4bench_get_cycle_count() == before)
        continue;
    printf("time goes on: %d\n", sel4bench_get_cycle_count() > before);
    sel4bench_destroy();
}

int run(void)
{
    int local;

    describe("function", (void *)run);
    describe("string", "x");
    describe("variable", pages);
    describe("local", &local);
    describe("dataport", (void *)shared);
    describe("null", NULL);
    printf("first byte: %d\n", part_of(__executable_start) == part_of((void *)run));
    ask();
    take_all();
    use_headers();
    printf("the other end may write: %d\n", report_line("over there"));
    return 0;
}
