/*
 * Kernel objects out of untyped memory, in the order of the table; kernel/abi/pool.h says where in
 * RAM. A device page is reached by retyping what lies before it to untyped memory, which is then
 * thrown away; pages of the image are taken one after another.
 */
#include "root.h"

#include "kernel/abi/layout.h"

#define TEMP_SLOTS (ROOT_SLOT_PLAN - ROOT_SLOT_TEMP)

static unsigned bits_of(const struct plan_object *o)
{
    switch (o->type) {
#define OBJECT(number, id, name, bits, text) \
    case number: return number == KDL_OBJECT_CNODE ? o->size_bits + SLOT_BITS \
                                                   : bits ? bits : o->size_bits;
#include "kernel/abi/objects.def"
#undef OBJECT
    default: return 0;
    }
}

static void retype(struct root *root, uint64_t untyped, const struct plan_object *o,
                   uint64_t first, uint64_t count)
{
    must(root, kdl_untyped_retype(root->ipc, ROOT_SLOT_UNTYPED + untyped, o->type, o->size_bits, 0,
                                  0, o->slot + first, count, ROOT_SLOT_CNODE),
         "create", root->names + o->name);
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* ---- RAM ---- */

static void create_ram(struct root *root, const struct plan_object *o)
{
    unsigned bits = bits_of(o);
    uint64_t i = pools_first(root->ram, root->untyped_count, bits, o->count), n;

    for (uint64_t done = 0; done < o->count; done += n) {
        n = pools_take(root->ram, root->untyped_count, &i, bits,
                       least(o->count - done, MAX_RETYPE));
        if (n == 0)
            must(root, KDL_ERROR_NOT_ENOUGH_MEMORY, "create", root->names + o->name);
        retype(root, i, o, done, n);
    }
}

/* ---- devices ---- */

static uint64_t untyped_at(struct root *root, uint64_t address, enum untyped_kind kind,
                           const char *name)
{
    for (uint64_t i = 0; i < root->untyped_count; i++) {
        const struct bootinfo_untyped *u = &root->untyped[i];

        if (u->kind == kind && address >= u->paddr && address - u->paddr < 1ul << u->size_bits)
            return i;
    }
    say(root, (const char *const[]){"cannot create ", name, ": no device is at its address", NULL});
    halt(root);
}

/* Use up an untyped to the offset `end`; returns how many temporary slots that took. */
static uint64_t fill(struct root *root, uint64_t i, uint64_t end, const char *name)
{
    uint64_t at = root->used[i], n = 0;

    while (at < end) {
        unsigned bits = 63 - (unsigned)__builtin_clzl(end - at);

        if (at && (unsigned)__builtin_ctzl(at) < bits)
            bits = (unsigned)__builtin_ctzl(at);
        if (n == TEMP_SLOTS)
            must(root, KDL_ERROR_NOT_ENOUGH_MEMORY, "reach", name);
        must(root, kdl_untyped_retype(root->ipc, ROOT_SLOT_UNTYPED + i, KDL_OBJECT_UNTYPED, bits,
                                      0, 0, ROOT_SLOT_TEMP + n++, 1, ROOT_SLOT_CNODE),
             "reach", name);
        at += 1ul << bits;
    }
    return n;
}

/*
 * The fillers go once the frame is there: as long as the untyped has a child the kernel leaves
 * its watermark where it is.
 */
static void create_device(struct root *root, const struct plan_object *o)
{
    const char *name = root->names + o->name;
    unsigned bits = bits_of(o);

    for (uint64_t done = 0; done < o->count; ) {
        uint64_t address = o->address + (done << bits);
        uint64_t i = untyped_at(root, address, UNTYPED_DEVICE, name);
        uint64_t offset = address - root->untyped[i].paddr;
        uint64_t n = ((1ul << root->untyped[i].size_bits) - offset) >> bits, fillers;

        if (n == 0)
            must(root, KDL_ERROR_ALIGNMENT, "create", name);
        n = least(least(n, o->count - done), MAX_RETYPE);
        fillers = fill(root, i, offset, name);
        retype(root, i, o, done, n);
        while (fillers--)
            must(root, kdl_cnode_delete(root->ipc, ROOT_SLOT_CNODE, ROOT_SLOT_TEMP + fillers,
                                        SLOT_DEPTH), "leave the way to", name);
        root->used[i] = offset + (n << bits);
        done += n;
    }
}

/* ---- pages of the image ---- */

static void create_image(struct root *root, const struct plan_object *o)
{
    uint64_t done = 0;

    for (uint64_t i = 0; i < root->untyped_count && done < o->count; i++) {
        uint64_t room;

        if (root->untyped[i].kind != UNTYPED_IMAGE)
            continue;
        while (done < o->count
               && (room = (1ul << root->untyped[i].size_bits) - root->used[i]) > 0) {
            uint64_t n = least(least(room >> PAGE_BITS, o->count - done), MAX_RETYPE);

            retype(root, i, o, done, n);
            root->used[i] += n << PAGE_BITS;
            done += n;
        }
    }
    if (done < o->count)
        must(root, KDL_ERROR_NOT_ENOUGH_MEMORY, "create", root->names + o->name);
}

/* ---- address space identifiers ---- */

struct pools {
    uint64_t current, left;             /* slot of the pool in use; identifiers left in it */
    uint64_t next, end;                 /* slots of those not yet used */
};

/* The first pool is the kernel's; those of the plan follow when it is empty. */
static void give_asid(struct root *root, struct pools *pools, uint64_t vspace, const char *name)
{
    if (pools->left == 0 && pools->next < pools->end) {
        pools->current = pools->next++;
        pools->left = 1u << ASID_POOL_BITS;
    }
    must(root, kdl_asid_pool_assign(root->ipc, pools->current, vspace), "give an identifier to",
         name);
    pools->left--;
}

static void make_pools(struct root *root, struct pools *pools, const struct plan_object *o)
{
    pools->next = o->slot + o->count;
    pools->end = pools->next + o->count;
    for (uint64_t i = 0; i < o->count; i++)
        must(root, kdl_asid_control_make_pool(root->ipc, ROOT_SLOT_ASID_CONTROL, pools->next + i,
                                              SLOT_DEPTH, o->slot + i, ROOT_SLOT_CNODE),
             "make", root->names + o->name);
}

void create_objects(struct root *root)
{
    const struct plan_object *o = plan_rows(root->plan, PLAN_OBJECTS);
    const struct plan_object *end = o + root->plan->table[PLAN_OBJECTS].count;
    /* identifier 0 is never given out, 1 is the root task's own */
    struct pools pools = {.current = ROOT_SLOT_ASID_POOL, .left = (1u << ASID_POOL_BITS) - 2};

    for (; o < end; o++) {
        switch ((enum untyped_kind)o->kind) {
        case UNTYPED_RAM: create_ram(root, o); break;
        case UNTYPED_DEVICE: create_device(root, o); break;
        case UNTYPED_IMAGE: create_image(root, o); break;
        }
        if (o->type == KDL_OBJECT_UNTYPED && o->keep)
            make_pools(root, &pools, o);
        for (uint64_t i = 0; o->type == KDL_OBJECT_VSPACE && i < o->count; i++)
            give_asid(root, &pools, o->slot + i, root->names + o->name);
    }
}
