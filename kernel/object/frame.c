/*
 * Frames: pages of memory, mapped into at most one place per capability.
 */
#include "arch.h"
#include "core/pte.h"
#include "core/rights.h"
#include "object/cache.h"
#include "print.h"
#include "tcb.h"
#include "vspace.h"

struct frame_map {
    struct slot *slot;
    word_t *entry;
    word_t asid;
    vaddr_t vaddr;
    struct pte_leaf leaf;
};

/* the level of the tables that hold frames of this size */
static word_t frame_level(struct cap cap)
{
    return PTE_LEVELS - 1 - (word_t)cap_frame_size(cap);
}

static word_t frame_bytes(struct cap cap)
{
    return cap_frame_bytes(cap);
}

static bool maps_frame(word_t entry, struct cap cap)
{
    return pte_valid(entry) && !pte_is_table(entry, frame_level(cap))
        && pte_paddr(entry) == cap_paddr(cap);
}

/*
 * The old entry goes and is flushed before the new one comes (break before make, Arm ARM
 * D8.14.1). RAM that becomes uncached leaves the cache first: its zeroes may only be there yet.
 */
static void do_map(const struct frame_map *m)
{
    struct cap cap = m->slot->cap;
    word_t entry = pte_leaf(m->leaf);

    if (!m->leaf.device && !m->leaf.cached && cap_frame_size(cap) == FRAME_SIZE_4K)
        arch_cache_clean_invalidate(arch_ram_pointer(cap_paddr(cap)), PAGE_SIZE);
    m->slot->cap = cap_with_mapping(cap, m->asid, m->vaddr);
    if (*m->entry == entry)
        return;
    if (pte_valid(*m->entry)) {
        vspace_write(m->entry, 0);
        arch_tlb_flush_page(m->asid, m->vaddr);
    }
    vspace_write(m->entry, entry);
}

/* Take the frame out of the address space, if that is alive and the frame still mapped there. */
static void frame_unlink(struct cap cap)
{
    void *root = vspace_find(cap_mapped_asid(cap));

    if (root == NULL)
        return;
    struct walk at = vspace_walk(root, cap_mapped_vaddr(cap));
    if (at.level != frame_level(cap) || !maps_frame(*at.entry, cap))
        return;
    vspace_write(at.entry, 0);
    arch_tlb_flush_page(cap_mapped_asid(cap), cap_mapped_vaddr(cap));
}

/* Is the address one where this capability may be mapped? */
static enum err check_address(struct invocation *inv, const struct frame_map *m)
{
    word_t mapped_asid = cap_mapped_asid(inv->cap);

    if (m->vaddr % frame_bytes(inv->cap) != 0) {
        user_error("frame_map: %lx is not aligned to the frame's size", m->vaddr);
        return ERR_ALIGNMENT;
    }
    if (mapped_asid != 0 && mapped_asid != m->asid) {
        user_error("frame_map: already mapped in another address space");
        return invalid_capability(inv, 1);
    }
    if (mapped_asid != 0 && cap_mapped_vaddr(inv->cap) != m->vaddr) {
        user_error("frame_map: already mapped at %lx", cap_mapped_vaddr(inv->cap));
        return invalid_argument(inv, 0);
    }
    if (m->vaddr == 0 || m->vaddr >= USER_VADDR_END) {
        user_error("frame_map: %lx is not a user address", m->vaddr);
        return invalid_argument(inv, 0);
    }
    return ERR_NONE;
}

/* Find the entry for the address; it must be free, or hold this very mapping. */
static enum err find_entry(struct invocation *inv, void *root, struct frame_map *m)
{
    struct walk at = vspace_walk(root, m->vaddr);

    if (at.level != frame_level(inv->cap)) {
        struct lookup_error why = {LOOKUP_MISSING_CAPABILITY, pte_bits(at.level), 0, 0};
        user_error("frame_map: no page table of the right level for %lx", m->vaddr);
        return failed_lookup(inv, false, &why);
    }
    if (pte_valid(*at.entry)
        && (cap_mapped_asid(inv->cap) == 0 || !maps_frame(*at.entry, inv->cap))) {
        user_error("frame_map: something else is mapped at %lx", m->vaddr);
        return ERR_DELETE_FIRST;
    }
    m->entry = at.entry;
    return ERR_NONE;
}

enum err invoke_frame_map(struct invocation *inv)
{
    struct frame_map m = {.slot = inv->slot, .vaddr = inv->word[0]};
    void *root;

    enum err err = vspace_get(inv, inv->extra[0]->cap, 1, &root);
    if (err != ERR_NONE)
        return err;
    m.asid = cap_vspace_asid(inv->extra[0]->cap);
    err = check_address(inv, &m);
    if (err == ERR_NONE)
        err = find_entry(inv, root, &m);
    if (err != ERR_NONE)
        return err;
    word_t rights = rights_mask_frame(cap_frame_rights(inv->cap), inv->word[1]);
    word_t attributes = inv->word[2];
    m.leaf = (struct pte_leaf){
        .paddr = cap_paddr(inv->cap),
        .level = frame_level(inv->cap),
        .read = (rights & RIGHT_READ) != 0,
        .write = (rights & RIGHT_WRITE) != 0,
        .execute = (attributes & ATTR_EXECUTE_NEVER) == 0,
        .device = cap_frame_device(inv->cap),
        .cached = (attributes & ATTR_CACHEABLE) != 0
    };
    do_map(&m);
    return ERR_NONE;
}

enum err invoke_frame_unmap(struct invocation *inv)
{
    frame_unlink(inv->slot->cap);
    inv->slot->cap = cap_with_mapping(inv->slot->cap, 0, 0);
    return ERR_NONE;
}

static enum err decode_cache(struct invocation *inv, enum cache_operation operation)
{
    word_t start = inv->word[0], end = inv->word[1];
    struct lookup_error why = {LOOKUP_INVALID_ROOT, 0, 0, 0};

    if (cap_mapped_asid(inv->cap) == 0 || cap_frame_device(inv->cap)) {
        user_error("frame: cache operations need mapped memory, no device");
        return ERR_ILLEGAL_OPERATION;
    }
    if (vspace_find(cap_mapped_asid(inv->cap)) == NULL) {
        user_error("frame: the address space has gone");
        return failed_lookup(inv, false, &why);
    }
    if (end <= start) {
        user_error("frame: cache operation on nothing, %lx..%lx", start, end);
        return invalid_argument(inv, 1);
    }
    if (end > frame_bytes(inv->cap)) {
        user_error("frame: cache operation behind the end, %lx..%lx", start, end);
        return invalid_argument(inv, 0);
    }
    return cache_run(inv, operation, cap_paddr(inv->cap), end);
}

enum err invoke_frame_clean(struct invocation *inv)
{
    return decode_cache(inv, CACHE_CLEAN);
}

enum err invoke_frame_invalidate(struct invocation *inv)
{
    return decode_cache(inv, CACHE_CLEAN_INVALIDATE);
}

enum err invoke_frame_clean_invalidate(struct invocation *inv)
{
    return decode_cache(inv, CACHE_CLEAN_INVALIDATE);
}

enum err invoke_frame_unify_instruction(struct invocation *inv)
{
    return decode_cache(inv, CACHE_UNIFY);
}

enum err invoke_frame_get_address(struct invocation *inv)
{
    inv->result[0] = cap_paddr(inv->cap);
    inv->result_count = 1;
    return ERR_NONE;
}

/* A copy is mapped nowhere. */
static enum err frame_derive(struct slot *slot, struct cap cap, struct cap *out)
{
    (void)slot;
    *out = cap_with_mapping(cap, 0, 0);
    return ERR_NONE;
}

static bool frame_same_object(struct cap a, struct cap b)
{
    return cap_paddr(a) == cap_paddr(b) && cap_frame_size(a) == cap_frame_size(b)
        && cap_frame_device(a) == cap_frame_device(b);
}

/* The mapping goes with the capability that carries it, final or not. */
static struct finalised frame_finalise(struct cap cap, bool final)
{
    (void)final;
    frame_unlink(cap);
    return (struct finalised){.remainder = cap_null()};
}

static void frame_describe(struct cap cap)
{
    print(" paddr %lx bytes %lx%s rights %lx asid %lu vaddr %lx", cap_paddr(cap),
          frame_bytes(cap), cap_frame_device(cap) ? " device" : "", cap_frame_rights(cap),
          cap_mapped_asid(cap), cap_mapped_vaddr(cap));
}

const struct object_ops frame_ops = {
    .name = "frame",
    .finalise = frame_finalise,
    .derive = frame_derive,
    .same_object = frame_same_object,
    .describe = DEBUG_ONLY(frame_describe)
};
