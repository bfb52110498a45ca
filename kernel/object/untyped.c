/*
 * Untyped memory and retype: the only way in which objects come to be.
 *
 * RAM is zeroed when it is handed out, and not before: in steps, asking for interrupts between
 * them, with the progress kept in the watermark (core/untyped.h). Device memory and the pages of
 * the boot image keep their contents and become frames or untyped only.
 */
#include "arch.h"
#include "core/untyped.h"
#include "derive.h"
#include "object.h"
#include "print.h"
#include "tcb.h"

#define RETYPE_BATCH 16u                /* objects made between preemption points */

enum { WORD_OFFSET = 4, WORD_COUNT = 5 };   /* of the message */

/* a retype whose arguments have all been checked */
struct retype {
    struct slot *untyped;
    struct cap cap;                     /* in it, before anything was done */
    bool zeroed;                        /* the objects are to be */
    struct untyped_mark mark;           /* to start from */
    enum object_type type;
    word_t user_bits, object_bits, count;
    paddr_t start, end;                 /* offsets into the untyped */
    struct slot *dest;                  /* first of `count` empty slots */
};

static bool is_frame(enum object_type type)
{
    return type == OBJECT_FRAME_4K || type == OBJECT_FRAME_2M || type == OBJECT_FRAME_1G;
}

static inline void set_mark(const struct retype *r, struct untyped_mark mark)
{
    r->untyped->cap = cap_with_untyped_mark(r->cap, mark);
}

/*
 * Zero what lies between mark.cleared and end, in chunks. Returns how far it came: not to the end
 * where an interrupt waits.
 */
static __attribute__((noinline)) word_t zero(paddr_t base, struct untyped_mark mark, word_t end,
                                             bool clean)
{
    while (mark.cleared < end) {
        word_t next = untyped_next_chunk(mark, end);
        void *chunk = arch_ram_pointer(base + mark.cleared);
        __builtin_memset(chunk, 0, next - mark.cleared);
        if (clean)
            arch_cache_clean(chunk, next - mark.cleared);
        mark.cleared = next;
        if (next < end && arch_irq_pending())
            break;
    }
    return mark.cleared;
}

/* the memory of an object of less than a chunk, which lies in one: nothing to be preempted in */
static inline void zero_object(struct retype *r)
{
    paddr_t from = r->mark.cleared > r->start ? r->mark.cleared : r->start;
    if (from >= r->end)
        return;
    __builtin_memset(arch_ram_pointer(cap_paddr(r->cap) + from), 0, r->end - from);
    r->mark.cleared = r->end;
}

/*
 * Preempted, the untyped is used up to `start`, and zero from there to where we came. Frames of
 * more than a page are cleaned to memory as well, because mapping one uncached would then take too
 * long (4 KiB ones are cleaned when that happens).
 */
static inline enum err zero_region(struct retype *r)
{
    bool clean = is_frame(r->type) && r->type != OBJECT_FRAME_4K;
    r->mark = untyped_mark_advance(r->mark, r->start);
    r->mark.cleared = zero(cap_paddr(r->cap), r->mark, r->end, clean);
    if (r->mark.cleared >= r->end)
        return ERR_NONE;
    set_mark(r, r->mark);
    return ERR_PREEMPTED;
}

static inline void make_object(const struct retype *r, word_t offset, struct slot *dest)
{
    paddr_t paddr = cap_paddr(r->cap) + offset;
    struct cap cap = object_cap(r->type, paddr, r->user_bits, cap_untyped_kind(r->cap));
    derive_insert_object(cap, r->untyped, dest);
    object_begin(r->type, paddr);
}

/*
 * Preempted, the objects made so far stay, and the caller's message asks for the others, in the
 * slots behind them.
 */
static inline enum err make_objects(struct invocation *inv, const struct retype *r)
{
    struct arch_context *c = &inv->caller->context;
    set_mark(r, untyped_mark_advance(r->mark, r->end));
    for (word_t made = 0; made < r->count;) {
        make_object(r, r->start + (made << r->object_bits), &r->dest[made]);
        made++;
        if (made % RETYPE_BATCH == 0 && made < r->count && arch_irq_pending()) {
            word_t end = r->start + (made << r->object_bits);
            set_mark(r, untyped_mark_advance(r->mark, end));
            context_set_word(c, WORD_OFFSET, inv->word[WORD_OFFSET] + made);
            context_set_word(c, WORD_COUNT, r->count - made);
            return ERR_PREEMPTED;
        }
    }
    return ERR_NONE;
}

/* What may take long. */
static seldom __attribute__((noinline)) enum err in_steps(struct invocation *inv, struct retype *r)
{
    enum err err = r->zeroed ? zero_region(r) : ERR_NONE;
    return err == ERR_NONE ? make_objects(inv, r) : err;
}

/* of a type that leaves its size open, or of a size that is none */
static __attribute__((noinline)) enum err check_size(struct invocation *inv, enum object_type type,
                                                     word_t user_bits, word_t limit)
{
    if (user_bits >= 64 || object_bits(type, user_bits) > limit) {
        user_error("retype: size of 2^%lu is too large", user_bits);
        return out_of_range(inv, 0, limit);
    }
    if ((type == OBJECT_CNODE && user_bits < 1)
        || (type == OBJECT_UNTYPED && user_bits < UNTYPED_MIN_BITS)
        || (type == OBJECT_SCHED_CONTEXT && user_bits < SCHED_CONTEXT_MIN_BITS)) {
        user_error("retype: size of 2^%lu is too small", user_bits);
        return invalid_argument(inv, 1);
    }
    return ERR_NONE;
}

/* type and size of the objects */
static inline enum err decode_size(struct invocation *inv, struct retype *r)
{
    word_t type = inv->word[0];

    if (type >= OBJECT_COUNT) {
        user_error("retype: no object type %lu", type);
        return invalid_argument(inv, 0);
    }
    r->type = (enum object_type)type;
    r->user_bits = inv->word[1];
    r->object_bits = object_fixed_bits[type];
    r->zeroed = cap_untyped_kind(r->cap) == UNTYPED_RAM && type != OBJECT_UNTYPED;
    if (!UNLIKELY(r->user_bits >= 64) && !UNLIKELY(r->object_bits == 0))
        return ERR_NONE;
    r->object_bits = object_bits(r->type, r->user_bits);
    return check_size(inv, r->type, r->user_bits,
                      r->zeroed ? UNTYPED_OBJECT_BITS : UNTYPED_MAX_BITS);
}

/* the CNode that the objects' capabilities go to */
static inline enum err decode_node(struct invocation *inv, struct cap *node)
{
    word_t depth = inv->word[3];
    *node = inv->extra[0]->cap;
    if (depth != 0) {
        const struct slot *slot = find_slot(inv, false, *node, inv->word[2], depth);
        if (slot == NULL)
            return inv->failure;
        *node = slot->cap;
    }
    if (cap_type(*node) != CAP_CNODE) {
        struct lookup_error why = {LOOKUP_MISSING_CAPABILITY, depth, 0, 0};
        user_error("retype: the destination is not a CNode");
        return failed_lookup(inv, false, &why);
    }
    return ERR_NONE;
}

/* May there be so many objects, in so many slots, and are those empty? */
static __attribute__((noinline)) enum err check_count(struct invocation *inv, word_t count,
                                                      word_t limit, const struct slot *dest,
                                                      word_t slots)
{
    if (limit > MAX_RETYPE)
        limit = MAX_RETYPE;
    if (count < 1 || count > limit) {
        user_error("retype: %lu objects at once", count);
        return out_of_range(inv, 1, limit);
    }
    if (count > slots) {
        user_error("retype: %lu objects do not fit into %lu slots", count, slots);
        return out_of_range(inv, 1, slots);
    }
    for (word_t i = 0; i < count; i++) {
        if (!cap_is_null(dest[i].cap)) {
            user_error("retype: destination slot %lu is not empty", i);
            return ERR_DELETE_FIRST;
        }
    }
    return ERR_NONE;
}

/* the slots in it */
static inline enum err decode_window(struct invocation *inv, struct retype *r)
{
    word_t offset = inv->word[WORD_OFFSET];
    struct cap node;
    enum err err = decode_node(inv, &node);
    if (err != ERR_NONE)
        return err;

    word_t slots = 1ul << cap_cnode_radix(node);
    if (offset >= slots) {
        user_error("retype: slot %lu of a CNode with %lu", offset, slots);
        return out_of_range(inv, 0, slots - 1);
    }
    r->dest = (struct slot *)cap_pointer(node) + offset;
    r->count = inv->word[WORD_COUNT];
    if (!UNLIKELY(r->count != 1) && !UNLIKELY(!cap_is_null(r->dest->cap)))
        return ERR_NONE;
    word_t limit = r->zeroed ? 1ul << (UNTYPED_CLEAR_BITS - r->object_bits) : MAX_RETYPE;
    return check_count(inv, r->count, limit, r->dest, slots - offset);
}

/* the memory */
static inline enum err decode_memory(struct invocation *inv, struct retype *r)
{
    enum untyped_kind kind = cap_untyped_kind(r->cap);

    r->mark = cap_untyped_mark(r->cap);
    if (!derive_untyped_has_children(r->untyped))
        r->mark = untyped_mark_reset(r->mark);
    struct untyped_place place = untyped_place(cap_untyped_bits(r->cap), r->mark.used,
                                               r->object_bits, r->count);
    if (!place.fits) {
        word_t left = (1ul << cap_untyped_bits(r->cap)) - r->mark.used;
        user_error("retype: %lu objects of 2^%lu bytes, %lu bytes left", r->count,
                   r->object_bits, left);
        return not_enough_memory(inv, left);
    }
    bool page = kind == UNTYPED_IMAGE ? r->type == OBJECT_FRAME_4K : is_frame(r->type);
    if (UNLIKELY(kind != UNTYPED_RAM) && !page && r->type != OBJECT_UNTYPED) {
        user_error("retype: not from device memory or the boot image");
        return invalid_argument(inv, 1);
    }
    r->start = place.start;
    r->end = place.end;
    return ERR_NONE;
}

enum err invoke_untyped_retype(struct invocation *inv)
{
    struct retype r;                    /* zeroing it would take longer than all of this */
    r.untyped = inv->slot;
    r.cap = inv->cap;
    enum err err = decode_size(inv, &r);
    if (err == ERR_NONE)
        err = decode_window(inv, &r);
    if (err == ERR_NONE)
        err = decode_memory(inv, &r);
    if (err != ERR_NONE)
        return err;
    if (UNLIKELY(r.count != 1) || UNLIKELY(r.object_bits >= UNTYPED_CHUNK_BITS)) {
        struct retype steps = r;        /* so that r itself can stay in registers */
        return in_steps(inv, &steps);
    }
    if (r.zeroed)
        zero_object(&r);
    set_mark(&r, untyped_mark_advance(r.mark, r.end));
    make_object(&r, r.start, r.dest);
    return ERR_NONE;
}

static enum err untyped_derive(struct slot *slot, struct cap cap, struct cap *out)
{
    *out = cap;
    if (derive_has_children(slot)) {
        user_error("untyped: cannot be copied while it has children");
        return ERR_REVOKE_FIRST;
    }
    return ERR_NONE;
}

static void untyped_describe(struct cap cap)
{
    static const char *const kinds[] = {
        [UNTYPED_RAM] = "ram", [UNTYPED_DEVICE] = "device", [UNTYPED_IMAGE] = "image"
    };
    print(" %s paddr %lx bits %lu used %lu", kinds[cap_untyped_kind(cap)], cap_paddr(cap),
          cap_untyped_bits(cap), cap_untyped_used(cap));
}

const struct object_ops untyped_ops = {
    .name = "untyped",
    .derive = untyped_derive,
    .describe = DEBUG_ONLY(untyped_describe)
};
