/*
 * A replay of the boot as far as RAM goes: loader (runtime/loader/range.c), kernel (kernel/boot.c)
 * and kernel map, in that order and with the same arithmetic. `kdlc audit` compares its result
 * with what the kernel says that it handed out.
 */
#include "ram.h"

#include <stdlib.h>

#include "../kernel/abi/boot.h"
#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "dtb.h"

#define LARGE_PAGE     (1ul << LARGE_PAGE_BITS)
#define HUGE_PAGE      (1ul << HUGE_PAGE_BITS)
#define KERNEL_REACH   0x7fc0000000ul       /* what the kernel's map of all memory covers */
#define TABLE_BITS     9                    /* log2 of the entries of a page table */
#define TABLE_LEVELS   3                    /* below the top one */

VEC_OF(ranges, struct boot_range);

struct boot {
    struct ranges free;                     /* ascending, apart */
    uint64_t image;                         /* where it lies */
    uint64_t table[TABLE_LEVELS];           /* the root task's last ones: number + 1 */
};

static const char *image_at;

void ram_set_image_at(const char *address)
{
    char *end;

    strtoull(address, &end, 0);
    if (!*address || *end)
        die("--image-at: '%s' is not an address", address);
    image_at = address;
}

static uint64_t up(uint64_t n, uint64_t unit) { return (n + unit - 1) & ~(unit - 1); }
static uint64_t down(uint64_t n, uint64_t unit) { return n & ~(unit - 1); }

static void add_range(struct ranges *ranges, uint64_t start, uint64_t end)
{
    if (start < end)
        *vec_push(ranges) = (struct boot_range){start, end};
}

/* Take a range out; returns how much of it was there. */
static uint64_t take(struct ranges *ranges, uint64_t start, uint64_t end)
{
    struct ranges rest = {0};
    uint64_t taken = 0;

    vec_each(const struct boot_range *, r, ranges) {
        uint64_t low = r->start > start ? r->start : start, high = r->end < end ? r->end : end;

        if (low >= high) {
            *vec_push(&rest) = *r;
            continue;
        }
        taken += high - low;
        add_range(&rest, r->start, low);
        add_range(&rest, high, r->end);
    }
    *ranges = rest;
    return taken;
}

/* ---- the loader ---- */

static int by_start(const void *a, const void *b)
{
    const struct boot_range *x = a, *y = b;

    return (x->start > y->start) - (x->start < y->start);
}

/* memory of the device tree: whole pages, ascending, what adjoins in one, without holes */
static struct ranges loader_memory(void)
{
    struct ranges all = {0}, merged = {0};
    size_t count;
    const struct dtb_window *w = dtb_memory(&count);

    for (size_t i = 0; i < count; i++)
        add_range(&all, up(w[i].address, PAGE_SIZE), down(w[i].address + w[i].size, PAGE_SIZE));
    if (all.count)
        qsort(all.at, all.count, sizeof *all.at, by_start);
    vec_each(const struct boot_range *, r, &all) {
        struct boot_range *last = merged.count ? &merged.at[merged.count - 1] : NULL;

        if (!last || r->start > last->end)
            *vec_push(&merged) = *r;
        else if (r->end > last->end)
            last->end = r->end;
    }
    w = dtb_reserved(&count, true);
    for (size_t i = 0; i < count; i++)
        take(&merged, down(w[i].address, PAGE_SIZE), up(w[i].address + w[i].size, PAGE_SIZE));
    return merged;
}

/* ---- the kernel ---- */

static bool keep(struct boot *b, uint64_t offset, uint64_t size)
{
    uint64_t start = b->image + offset;

    size = up(size, PAGE_SIZE);
    return take(&b->free, start, start + size) == size;
}

/* read-only and read-write part of the kernel, in memory: [text, data) and [data, pool) */
struct kernel_place { uint64_t text, data, pool, end; };

static struct kernel_place place_of_kernel(const struct boot *b,
                                           const struct image_directory *image)
{
    const struct image_segment *last = &image->kernel.segment[image->kernel.count - 1];
    struct kernel_place k = {b->image + image->kernel.segment[0].offset, b->image + last->offset,
                             b->image + last->offset + last->size, 0};

    k.end = k.pool;
    if (image->kernel_pool)
        k.pool = b->image + image->kernel_pool;
    return k;
}

/* the part of a memory that the kernel sees: whole large pages */
static struct boot_range seen(struct boot_range r)
{
    return (struct boot_range){up(r.start, LARGE_PAGE),
        down(r.end < KERNEL_REACH ? r.end : KERNEL_REACH, LARGE_PAGE)};
}

/*
 * Page tables of the kernel's map of all memory: one for each GiB that is not mapped as one page,
 * one for each large page with some of what is read-only.
 */
static uint64_t count_tables(const struct ranges *memory, const struct kernel_place *k)
{
    uint64_t count = 0, last = UINT64_MAX;

    vec_each(const struct boot_range *, r, memory) {
        struct boot_range part = seen(*r);

        for (uint64_t at = part.start, step; at < part.end; at += step) {
            bool huge = at % HUGE_PAGE == 0 && part.end - at >= HUGE_PAGE
                     && (k->data <= at || at + HUGE_PAGE <= k->text);

            step = huge ? HUGE_PAGE : LARGE_PAGE;
            if (huge)
                continue;
            count += last != at / HUGE_PAGE;
            last = at / HUGE_PAGE;
            count += at < k->data && k->text < at + step;
        }
    }
    return count;
}

static bool keep_kernel(struct boot *b, const struct ranges *memory,
                        const struct image_directory *image)
{
    struct kernel_place k = place_of_kernel(b, image);
    uint64_t end = image->kernel_pool ? k.pool + count_tables(memory, &k) * PAGE_SIZE : k.end;

    return end <= k.end && keep(b, k.text - b->image, end - k.text);
}

static bool keep_image(struct boot *b, const struct ranges *memory,
                       const struct image_directory *image)
{
    if (!keep_kernel(b, memory, image))
        return false;
    for (uint64_t i = 0; i < image->root.count; i++)
        if (!keep(b, image->root.segment[i].offset, image->root.segment[i].size))
            return false;
    return keep(b, image->plan_offset, image->plan_size)
        && keep(b, image->payload_offset, image->payload_size);
}

/* Behind the image if possible, else at the last place before it. */
static bool allocate(struct boot *b, uint64_t bytes)
{
    const struct boot_range *found = NULL;

    vec_each(const struct boot_range *, r, &b->free) {
        if (r->end - r->start < bytes)
            continue;
        if (!found || found->start < b->image)
            found = r;
        if (r->start >= b->image)
            break;
    }
    return found && take(&b->free, found->start, found->start + bytes) == bytes;
}

/* page tables for pages from vaddr on; addresses only ever ascend */
static bool map(struct boot *b, uint64_t vaddr, uint64_t bytes)
{
    for (uint64_t end = vaddr + bytes; vaddr < end; vaddr += PAGE_SIZE)
        for (unsigned level = 0; level < TABLE_LEVELS; level++) {
            uint64_t number = (vaddr >> (PAGE_BITS + TABLE_BITS * (level + 1))) + 1;

            if (b->table[level] != number && !allocate(b, PAGE_SIZE))
                return false;
            b->table[level] = number;
        }
    return true;
}

/* everything of the root task that does not lie in the image (boot_root_task) */
static bool make_root(struct boot *b, const struct image_directory *image)
{
    enum { POOL_AND_TOP_TABLE = 2 };
    uint64_t end = 0;

    if (!allocate(b, 1ul << (image->root_cnode_bits + SLOT_BITS)))
        return false;
    for (int i = 0; i < POOL_AND_TOP_TABLE; i++)
        if (!allocate(b, PAGE_SIZE))
            return false;
    for (uint64_t i = 0; i < image->root.count; i++) {
        const struct image_segment *s = &image->root.segment[i];

        if (!map(b, s->vaddr, s->size))
            return false;
        end = s->vaddr + s->size;
    }
    end += PAGE_SIZE;                       /* a gap */
    return allocate(b, PAGE_SIZE) && map(b, end, PAGE_SIZE)                     /* IPC buffer */
        && allocate(b, PAGE_SIZE) && map(b, end + PAGE_SIZE, PAGE_SIZE)         /* bootinfo */
        && map(b, end + 2 * PAGE_SIZE, up(image->plan_size, PAGE_SIZE))
        && allocate(b, PAGE_SIZE);                                              /* thread */
}

/* ---- what the kernel hands out (kernel/boot.c, list_untyped) ---- */

struct listed { uint64_t address; unsigned bits; enum untyped_kind kind; };
struct list { struct listed at[ROOT_MAX_UNTYPED]; size_t count; };

/* The smallest piece goes where there are too many. */
static void make_room(struct list *list)
{
    size_t smallest = 0;

    if (list->count < ROOT_MAX_UNTYPED)
        return;
    for (size_t i = 1; i < list->count; i++)
        if (list->at[i].bits < list->at[smallest].bits && list->at[i].kind != UNTYPED_IMAGE)
            smallest = i;
    list->count--;
    memmove(&list->at[smallest], &list->at[smallest + 1],
            (list->count - smallest) * sizeof list->at[0]);
}

/* naturally aligned powers of two */
static void list_range(struct list *list, uint64_t start, uint64_t end, enum untyped_kind kind)
{
    while (start < end) {
        unsigned bits = (unsigned)(63 - __builtin_clzl(end - start));

        if (start && (unsigned)__builtin_ctzl(start) < bits)
            bits = (unsigned)__builtin_ctzl(start);
        make_room(list);
        list->at[list->count++] = (struct listed){start, bits, kind};
        start += 1ul << bits;
    }
}

static void add_windows(struct ranges *taken, const struct dtb_window *w, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_range(taken, w[i].address, w[i].address + w[i].size);
}

/* what no device can be at */
static struct ranges taken_ranges(const struct ranges *memory)
{
    struct ranges taken = {0};
    const struct dtb_window *w;
    size_t count;

    vec_each(const struct boot_range *, r, memory)
        *vec_push(&taken) = *r;
    w = dtb_reserved(&count, false);
    add_windows(&taken, w, count);
    w = dtb_controller(&count);
    add_windows(&taken, w, count);
    return taken;
}

static void list_devices(struct list *list, const struct ranges *taken, uint64_t from, uint64_t to)
{
    while (from < to) {
        uint64_t end = to;

        vec_each(const struct boot_range *, t, taken) {
            if (t->start <= from && from < t->end) {
                end = from = up(t->end, PAGE_SIZE);
                break;
            }
            if (t->start > from && t->start < end)
                end = down(t->start, PAGE_SIZE);
        }
        if (end > from)
            list_range(list, from, end, UNTYPED_DEVICE);
        from = end;
    }
}

/* RAM, the payload and devices, ascending: of RAM the pieces that there is room for in the list */
static struct ram *pieces(const struct boot *b, const struct ranges *memory,
                          const struct image_directory *image)
{
    const uint64_t space = 1ul << DEVICE_SPACE_BITS;
    struct ranges taken = taken_ranges(memory);
    struct boot_range payload = {b->image + image->payload_offset, 0};
    struct list *list = arena_alloc(sizeof *list);
    struct ram *ram = arena_alloc(sizeof *ram);
    bool listed = image->payload_size == 0;
    uint64_t from = 0;

    payload.end = payload.start + up(image->payload_size, PAGE_SIZE);
    for (size_t i = 0; i <= b->free.count; i++) {
        uint64_t next = i < b->free.count ? b->free.at[i].start : space;

        if (!listed && payload.start < next) {
            list_devices(list, &taken, from, payload.start);
            list_range(list, payload.start, payload.end, UNTYPED_IMAGE);
            from = payload.end;
            listed = true;
        }
        list_devices(list, &taken, from, next < space ? next : space);
        if (i < b->free.count) {
            list_range(list, b->free.at[i].start, b->free.at[i].end, UNTYPED_RAM);
            from = b->free.at[i].end;
        }
    }
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i].kind == UNTYPED_RAM) {
            *vec_push(&ram->pools) = (struct pool){1ul << list->at[i].bits, 0};
            *vec_push(&ram->addresses) = list->at[i].address;
        }
    return ram;
}

struct ram *ram_hand_out(const struct image_directory *image, const char **why)
{
    struct ranges memory = loader_memory();
    struct boot b = {.image = image_at ? strtoull(image_at, NULL, 0)
                            : memory.count ? up(memory.at[0].start, LARGE_PAGE) : 0};
    size_t count;
    const struct dtb_window *reserved = dtb_reserved(&count, false);

    vec_each(const struct boot_range *, r, &memory)
        add_range(&b.free, seen(*r).start, seen(*r).end);
    for (size_t i = 0; i < count; i++)
        take(&b.free, down(reserved[i].address, PAGE_SIZE),
             up(reserved[i].address + reserved[i].size, PAGE_SIZE));
    *why = arena_printf("the image at 0x%lx does not lie in memory", (unsigned long)b.image);
    if (!keep_image(&b, &memory, image))
        return NULL;
    *why = "the kernel has no memory for the root task and its table of capabilities";
    return make_root(&b, image) ? pieces(&b, &memory, image) : NULL;
}

uint64_t ram_left(const struct ram *ram)
{
    uint64_t left = 0;

    vec_each(const struct pool *, p, &ram->pools)
        left += p->size - p->used;
    return left;
}

uint64_t ram_largest(const struct ram *ram)
{
    uint64_t largest = 0;

    vec_each(const struct pool *, p, &ram->pools)
        if (p->size - p->used > largest)
            largest = p->size - p->used;
    return largest;
}
