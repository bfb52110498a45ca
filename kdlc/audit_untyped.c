/* How much of each untyped memory is used when everything is made: to the byte. */
#include "audit_facts.h"

#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"

static unsigned object_bits(const struct plan_object *o)
{
    static const uint8_t bits[] = {
#define OBJECT(number, id, name, size, text) [number] = size,
#include "../kernel/abi/objects.def"
#undef OBJECT
    };

    if (o->type == OBJECT_CNODE)
        return o->size_bits + SLOT_BITS;
    return bits[o->type] ? bits[o->type] : o->size_bits;
}

/* size and used: in bytes; used is what the plan should have come to, seen what the kernel says */
struct pool { uint64_t paddr, size, used, seen; const char *slot, *kind; };
VEC_OF(pools, struct pool);

/* the untyped memory that the kernel gave, in the order of slots, as the root task uses it */
static void read_pools(const struct audit *a, struct pools *pools)
{
    vec_each(const struct log_line *, l, &a->before.lines)
        if (strcmp(l->words[0], "cap") == 0 && strcmp(l->words[1], "root") == 0 && l->count > 5
            && strcmp(l->words[4], "untyped") == 0 && strchr(l->words[2], '.') == NULL
            && strtoul(l->words[2], NULL, 10) < ROOT_SLOT_TEMP)
            *vec_push(pools) = (struct pool){.paddr = log_number(l, 5, "paddr", 16),
                .size = 1ul << (log_number(l, 5, "bits", 10) & 63),
                .seen = log_number(l, 5, "used", 10), .slot = l->words[2], .kind = l->words[5]};
}

static uint64_t align_up(uint64_t n, unsigned bits)
{
    return (n + (1ul << bits) - 1) >> bits << bits;
}

static uint64_t pool_room(const struct pool *pool, unsigned bits)
{
    uint64_t used = align_up(pool->used, bits);

    return strcmp(pool->kind, "ram") == 0 && used < pool->size ? (pool->size - used) >> bits : 0;
}

/*
 * RAM, in the order of slots: a row together where one has room for all of it. Big objects come
 * first.
 */
static void take(struct pools *pools, const struct plan_object *o)
{
    unsigned bits = object_bits(o);
    uint64_t left = o->count;
    size_t i = 0;

    while (i < pools->count && pool_room(&pools->at[i], bits) < left)
        i++;
    for (i = i < pools->count ? i : 0; i < pools->count && left; i++) {
        struct pool *p = &pools->at[i];
        uint64_t room = pool_room(p, bits), n = room < left ? room : left;

        if (n)
            p->used = align_up(p->used, bits) + (n << bits);
        left -= n;
    }
}

/* a page of a device uses up all that lies below it in the same untyped memory */
static void take_device(struct pools *pools, const struct plan_object *o)
{
    unsigned bits = object_bits(o);
    uint64_t end = o->address + ((uint64_t)o->count << bits);

    vec_each(struct pool *, p, pools) {
        uint64_t last = p->paddr + p->size < end ? p->paddr + p->size : end;

        if (strcmp(p->kind, "device") == 0 && o->address < p->paddr + p->size && end > p->paddr)
            p->used = last - p->paddr;
    }
}

static void take_image(struct pools *pools, const struct plan_object *o)
{
    uint64_t left = (uint64_t)o->count << PAGE_BITS;

    vec_each(struct pool *, p, pools) {
        uint64_t room = strcmp(p->kind, "image") == 0 ? p->size - p->used : 0;
        uint64_t n = room < left ? room : left;

        p->used += n;
        left -= n;
    }
}

static void take_all(const struct audit *a, struct pools *pools)
{
    const struct plan_object *o = audit_rows(a->tables, PLAN_OBJECTS);
    const struct plan_object *end = o + a->tables->table[PLAN_OBJECTS].count;

    for (; o < end; o++)
        switch ((enum untyped_kind)o->kind) {
        case UNTYPED_RAM: take(pools, o); break;
        case UNTYPED_DEVICE: take_device(pools, o); break;
        case UNTYPED_IMAGE: take_image(pools, o); break;
        }
}

static const char *used_words(uint64_t used)
{
    return intern_printf("%lu bytes used", (unsigned long)used);
}

void audit_untyped(struct audit *a)
{
    struct pools pools = {0};
    uint64_t ram = 0;

    read_pools(a, &pools);
    take_all(a, &pools);
    vec_each(const struct pool *, p, &pools) {
        const char *place = intern_printf("untyped memory %s (%s)", p->slot, p->kind);

        audit_promised(a, place, used_words(p->used));
        audit_found(a, place, used_words(p->seen));
        ram += strcmp(p->kind, "ram") == 0 ? p->seen : 0;
    }
    /* what the reports say that all objects take is what is gone */
    audit_promised(a, "untyped memory in all", used_words(plan_ram(a->plan)));
    audit_found(a, "untyped memory in all", used_words(ram));
}
