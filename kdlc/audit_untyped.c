/* How much of each untyped memory is used when everything is made: to the byte. */
#include "audit_facts.h"

#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "ram.h"

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

/* used: what the plan should have come to, seen: what the kernel says */
struct piece { uint64_t paddr, size, used, seen; const char *kind; };
VEC_OF(pieces, struct piece);

/* the untyped memory that the kernel gave, in the order of slots, as the root task uses it */
static void read_pieces(const struct audit *a, struct pieces *pieces)
{
    vec_each(const struct log_line *, l, &a->before.lines)
        if (strcmp(l->words[0], "cap") == 0 && strcmp(l->words[1], "root") == 0 && l->count > 5
            && strcmp(l->words[4], "untyped") == 0 && strchr(l->words[2], '.') == NULL
            && strtoul(l->words[2], NULL, 10) < ROOT_SLOT_TEMP)
            *vec_push(pieces) = (struct piece){.paddr = log_number(l, 5, "paddr", 16),
                .size = 1ul << (log_number(l, 5, "bits", 10) & 63),
                .seen = log_number(l, 5, "used", 10), .kind = l->words[5]};
}

/* a page of a device uses up all that lies below it in the same untyped memory */
static void take_device(struct pieces *pieces, const struct plan_object *o)
{
    unsigned bits = object_bits(o);
    uint64_t end = o->address + ((uint64_t)o->count << bits);

    vec_each(struct piece *, p, pieces) {
        uint64_t last = p->paddr + p->size < end ? p->paddr + p->size : end;

        if (strcmp(p->kind, "device") == 0 && o->address < p->paddr + p->size && end > p->paddr)
            p->used = last - p->paddr;
    }
}

static void take_image(struct pieces *pieces, const struct plan_object *o)
{
    uint64_t left = (uint64_t)o->count << PAGE_BITS;

    vec_each(struct piece *, p, pieces) {
        uint64_t room = strcmp(p->kind, "image") == 0 ? p->size - p->used : 0;
        uint64_t n = room < left ? room : left;

        p->used += n;
        left -= n;
    }
}

static void take_all(const struct audit *a, struct pieces *pieces)
{
    const struct plan_object *o = audit_rows(a->tables, PLAN_OBJECTS);
    const struct plan_object *end = o + a->tables->table[PLAN_OBJECTS].count;

    for (; o < end; o++)
        if (o->kind == UNTYPED_DEVICE)
            take_device(pieces, o);
        else if (o->kind == UNTYPED_IMAGE)
            take_image(pieces, o);
}

static const char *piece_place(uint64_t paddr, const char *kind)
{
    return intern_printf("untyped memory at 0x%lx (%s)", (unsigned long)paddr, kind);
}

static const char *piece_words(uint64_t size, uint64_t used)
{
    return intern_printf("%lu of %lu bytes used", (unsigned long)used, (unsigned long)size);
}

/* RAM: also that it comes in the pieces that kdlc link reckoned with */
static void promise_ram(struct audit *a)
{
    const struct ram *ram = a->plan->ram;

    for (size_t i = 0; ram && i < ram->pools.count; i++)
        audit_promised(a, piece_place(ram->addresses.at[i], "ram"),
                       piece_words(ram->pools.at[i].size, ram->pools.at[i].used));
}

static const char *used_words(uint64_t used)
{
    return intern_printf("%lu bytes used", (unsigned long)used);
}

void audit_untyped(struct audit *a)
{
    struct pieces pieces = {0};
    uint64_t ram = 0;

    read_pieces(a, &pieces);
    take_all(a, &pieces);
    promise_ram(a);
    vec_each(const struct piece *, p, &pieces) {
        const char *place = piece_place(p->paddr, p->kind);

        if (strcmp(p->kind, "ram") != 0)
            audit_promised(a, place, piece_words(p->size, p->used));
        else
            ram += p->seen;
        audit_found(a, place, piece_words(p->size, p->seen));
    }
    /* what the reports say that all objects take is what is gone */
    audit_promised(a, "untyped memory in all", used_words(plan_ram(a->plan)));
    audit_found(a, "untyped memory in all", used_words(ram));
}
