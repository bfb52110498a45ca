/*
 * Random invocations by calls: of CNodes on slots of three of them, of untyped memory, a frame, a
 * page table and a thread. Most arguments are good; slots, depths, rights, badges, sizes, the
 * number of words and of capabilities are sometimes not. Nothing that depends on where objects
 * lie is looked at.
 */
#include "differ.h"

#define PLACES 16u                      /* slots in each of the three CNodes */
#define PLACES_BITS 4u

/* what the invocations work on: `flat` and `deep` are one CNode, with and without a guard */
static struct {
    cptr_t first, flat, deep, untyped[2], frame, table, tcb, other, probe;
} place;

struct slot_name { cptr_t root; uint64_t index, depth; };

/* One of the places, sometimes one that is none. */
static struct slot_name any_slot(uint64_t *seed)
{
    struct slot_name name = {ROOT_SLOT_CNODE, place.first + draw(seed) % PLACES, 64};
    if (draw(seed) % 2)
        name = (struct slot_name){place.flat, draw(seed) % PLACES, 64};
    else if (draw(seed) % 4 == 0)
        name = (struct slot_name){place.deep, draw(seed) % PLACES, PLACES_BITS};
    switch (draw(seed) % 32) {
    case 0:
        name.depth = draw(seed) % 67;
        break;
    case 1:
        name.index = draw(seed) << draw(seed) % 40;
        break;
    case 2:
        name.root = place.frame;
        break;
    }
    return name;
}

static uint64_t any_rights(uint64_t *seed)
{
    return draw(seed) % 2 ? RIGHT_ALL : draw(seed) % 17;
}

/* a label and its words, of which x0 is the capability */
struct attempt { uint64_t label, words[30]; unsigned length, caps; };

static void transfer(struct attempt *a, uint64_t *seed)
{
    static const struct { uint64_t label; unsigned length; } kinds[] = {
        {KDL_INVOCATION_CNODE_COPY, 5}, {KDL_INVOCATION_CNODE_MINT, 6},
        {KDL_INVOCATION_CNODE_MOVE, 4}, {KDL_INVOCATION_CNODE_MUTATE, 5}
    };
    struct slot_name to = any_slot(seed), from = any_slot(seed);
    unsigned kind = (unsigned)(draw(seed) % LENGTH(kinds));
    uint64_t rights = any_rights(seed), data = draw(seed) % 3;
    *a = (struct attempt){kinds[kind].label,
        {to.root, 0, to.index, to.depth, from.index, from.depth,
         kinds[kind].label == KDL_INVOCATION_CNODE_MUTATE ? data : rights, data},
        kinds[kind].length, 1};
    ipc()->caps_or_badges[0] = from.root;
}

static void rotate(struct attempt *a, uint64_t *seed)
{
    struct slot_name to = any_slot(seed), over = any_slot(seed), from = any_slot(seed);
    *a = (struct attempt){KDL_INVOCATION_CNODE_ROTATE,
        {to.root, 0, to.index, to.depth, draw(seed) % 2, over.index, over.depth, draw(seed) % 2,
         from.index, from.depth}, 8, 2};
    ipc()->caps_or_badges[0] = over.root;
    ipc()->caps_or_badges[1] = from.root;
}

static void take_away(struct attempt *a, uint64_t *seed)
{
    static const uint64_t labels[] = {
        KDL_INVOCATION_CNODE_DELETE, KDL_INVOCATION_CNODE_DELETE, KDL_INVOCATION_CNODE_REVOKE,
        KDL_INVOCATION_CNODE_CANCEL_BADGED_SENDS
    };
    struct slot_name name = any_slot(seed);
    *a = (struct attempt){labels[draw(seed) % LENGTH(labels)],
                          {name.root, 0, name.index, name.depth}, 2, 0};
}

/* into places, or slots that are none or in use */
static void retype_some(struct attempt *a, uint64_t *seed)
{
    bool inner = draw(seed) % 2;
    uint64_t index = draw(seed) % PLACES + (inner ? 0 : place.first);
    *a = (struct attempt){KDL_INVOCATION_UNTYPED_RETYPE,
        {place.untyped[draw(seed) % 2], 0, draw(seed) % 13, draw(seed) % 12, place.flat,
         inner ? 64 : 0, index, draw(seed) % 16 ? 1 + draw(seed) % 3 : draw(seed) % 300}, 6, 1};
    ipc()->caps_or_badges[0] = ROOT_SLOT_CNODE;
}

static void map_some(struct attempt *a, uint64_t *seed)
{
    cptr_t what = draw(seed) % 4 ? place.frame : place.table;
    bool frame = what == place.frame, back = draw(seed) % 3 == 0;
    uint64_t label = frame ? back ? KDL_INVOCATION_FRAME_UNMAP : KDL_INVOCATION_FRAME_MAP
                           : back ? KDL_INVOCATION_PAGE_TABLE_UNMAP : KDL_INVOCATION_PAGE_TABLE_MAP;
    uint64_t vaddr = WINDOW + draw(seed) % 3 * PAGE_SIZE + (draw(seed) % 2 << 30);
    if (draw(seed) % 16 == 0)
        vaddr = draw(seed) << draw(seed) % 40;
    *a = (struct attempt){label, {what, 0, vaddr, frame ? draw(seed) % 4 : 0, draw(seed) % 8},
                          back ? 0 : frame ? 3 : 2, !back};
    ipc()->caps_or_badges[0] = draw(seed) % 16 ? ROOT_SLOT_VSPACE : place.frame;
}

static void treat_thread(struct attempt *a, uint64_t *seed)
{
    static const struct { uint64_t label; unsigned length, caps; } kinds[] = {
        {KDL_INVOCATION_TCB_SET_PRIORITY, 1, 1}, {KDL_INVOCATION_TCB_SET_MCPRIORITY, 1, 1},
        {KDL_INVOCATION_TCB_SUSPEND, 0, 0}, {KDL_INVOCATION_TCB_RESUME, 0, 0},
        {KDL_INVOCATION_TCB_READ_REGISTERS, 2, 0}, {KDL_INVOCATION_TCB_BIND_NOTIFICATION, 0, 1},
        {KDL_INVOCATION_TCB_UNBIND_NOTIFICATION, 0, 0}, {KDL_INVOCATION_TCB_SET_TLS_BASE, 1, 0}
    };
    unsigned kind = (unsigned)(draw(seed) % LENGTH(kinds));
    *a = (struct attempt){kinds[kind].label, {place.tcb, 0, draw(seed) % 270, draw(seed) % 38},
                          kinds[kind].length, kinds[kind].caps};
    ipc()->caps_or_badges[0] = draw(seed) % 2 ? ROOT_SLOT_TCB : place.other;
}

/* The registers of the very thread that asks, which the kernel may not have saved yet. */
static void copy_own_registers(struct attempt *a, uint64_t *seed)
{
    (void)seed;
    *a = (struct attempt){KDL_INVOCATION_TCB_COPY_REGISTERS, {place.tcb, 0, 4 + 8}, 1, 1};
    ipc()->caps_or_badges[0] = ROOT_SLOT_TCB;
}

/* any label, of something that takes others */
static void misdirect(struct attempt *a, uint64_t *seed)
{
    const cptr_t targets[] = {place.untyped[0], place.frame, place.deep, place.probe};
    *a = (struct attempt){draw(seed) % 64, {targets[draw(seed) % LENGTH(targets)]}, 0, 0};
    for (unsigned i = 2; i < 10; i++)
        a->words[i] = draw(seed) % 80;
    a->length = (unsigned)(draw(seed) % 11);
}

static void compose(struct attempt *a, uint64_t *seed)
{
    static void (*const kinds[])(struct attempt *a, uint64_t *seed) = {
        transfer, transfer, transfer, transfer, take_away, take_away, retype_some, retype_some,
        map_some, rotate, treat_thread, copy_own_registers, misdirect
    };
    kinds[draw(seed) % LENGTH(kinds)](a, seed);
    if (draw(seed) % 32 == 0 && a->length)
        a->length--;
    if (draw(seed) % 32 == 0 && a->caps)
        a->caps--;
    if (draw(seed) % 32 == 0)           /* no label, but in its lowest bits */
        a->label |= 128ul << draw(seed) % 45;
}

/* What can be seen of a slot: is there something, may it be copied, has it a badge? */
static uint64_t slot_digest(uint64_t digest, struct slot_name name)
{
    struct ipc_buffer *b = ipc();
    digest = mix(digest, kdl_cnode_copy(b, ROOT_SLOT_CNODE, place.probe, 64, name.index,
                                        name.depth, RIGHT_ALL, name.root));
    delete_slot(place.probe);
    digest = mix(digest, kdl_cnode_mint(b, ROOT_SLOT_CNODE, place.probe, 64, name.index,
                                        name.depth, RIGHT_ALL, 5, name.root));
    delete_slot(place.probe);
    return digest;
}

static uint64_t state_digest(uint64_t digest)
{
    for (unsigned i = 0; i < PLACES; i++) {
        digest = slot_digest(digest, (struct slot_name){ROOT_SLOT_CNODE, place.first + i, 64});
        digest = slot_digest(digest, (struct slot_name){place.flat, i, 64});
    }
    return digest;
}

static void make_places(void)
{
    place.first = new_slots(PLACES);
    place.deep = make_bits(KDL_OBJECT_CNODE, PLACES_BITS);
    place.flat = new_slot();
    OK(mint_slot(place.deep, place.flat, RIGHT_ALL, CNODE_DATA(0, 64 - PLACES_BITS)));
    place.untyped[0] = new_untyped(13);
    place.untyped[1] = new_untyped(10);
    place.frame = make(KDL_OBJECT_FRAME_4K);
    place.table = make(KDL_OBJECT_PAGE_TABLE);
    place.tcb = make(KDL_OBJECT_TCB);
    place.other = make(KDL_OBJECT_NOTIFICATION);
    place.probe = new_slot();
    OK(copy_slot(make(KDL_OBJECT_ENDPOINT), place.first, RIGHT_ALL));
    OK(copy_slot(place.other, place.first + 1, RIGHT_ALL));
    OK(copy_slot(place.frame, place.first + 2, RIGHT_ALL));
    OK(copy_slot(place.tcb, place.first + 3, RIGHT_ALL));
}

/* Registers that were read, without those that a system call leaves open. */
static uint64_t registers_digest(uint64_t digest, unsigned count)
{
    for (unsigned i = 8; i < count; i++)
        if (i < REG_X(10) || i > REG_X(18))
            digest = mix(digest, ipc()->msg[i]);
    return digest;
}

/* Carry it out; of the registers that every system call leaves alone too. */
static uint64_t attempt(struct attempt *a, uint64_t *seed, uint64_t digest)
{
    for (unsigned i = 12; i < 30; i++)
        a->words[i] = draw(seed);
    uint64_t unwrapped = draw(seed) % 16 ? 0 : draw(seed) % 8;      /* nobody looks at that */
    a->words[1] = kdl_info(a->label, a->caps, a->length) | unwrapped * MSG_UNWRAP_FACTOR;
    full_call(a->words, CALL_CALL);
    uint64_t words = kdl_info_length(a->words[1]);
    for (unsigned i = 0; i < 2 + (words < 8 ? words : 8); i++)
        digest = mix(digest, a->words[i]);
    for (unsigned i = 19; i < 30; i++)
        digest = mix(digest, a->words[i]);
    return registers_digest(digest, (unsigned)words);
}

uint64_t invoke_at_random(uint64_t *seed, unsigned count, unsigned *succeeded)
{
    uint64_t digest = 0;
    make_places();
    while (count-- > 0) {
        struct attempt a;
        compose(&a, seed);
        digest = attempt(&a, seed, digest);
        *succeeded += kdl_info_label(a.words[1]) == KDL_ERROR_NONE;
    }
    digest = state_digest(digest);
    for (unsigned i = 0; i < PLACES; i++)
        digest = mix(digest, revoke_slot(place.first + i));
    return state_digest(digest);
}
