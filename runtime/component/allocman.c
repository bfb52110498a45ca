/* Slots and kernel objects out of untyped memory; see allocman/allocman.h. */
#include <allocman/bootstrap.h>
#include <allocman/vka.h>
#include <sel4/objecttype.h>
#include <string.h>

#define WORD 64                         /* bits of a slot's address, and of an entry of `taken` */
#define MAX_BITS 48

/* Untyped memory: free, in the list of its size; or halved; or an object is made of it. */
struct piece {
    struct piece *next, **link;         /* free: in the list; link: what points to it */
    struct piece *half[2], *whole;      /* halved, into these; of which it is a half */
    seL4_CPtr slot;
    uintptr_t paddr;                    /* 0: unknown */
    unsigned bits;
    bool free;
};

struct allocman {
    seL4_CNode cnode;
    seL4_CPtr first, end;               /* slots that may be given out */
    uint64_t *taken;                    /* a bit for each slot of the CNode */
    struct piece *pieces[MAX_BITS];     /* that are free, by log2 of their bytes */
    struct piece *spare;                /* records without a piece */
    char *pool, *pool_end;              /* memory for records that is left */
};

/* zeroed; NULL: there is no more */
static void *remember(allocman_t *alloc, size_t size)
{
    char *start = (char *)(((uintptr_t)alloc->pool + 15) & ~(uintptr_t)15);

    if (start > alloc->pool_end || size > (size_t)(alloc->pool_end - start))
        return NULL;
    alloc->pool = start + size;
    return memset(start, 0, size);
}

/* ---- slots ---- */

cspacepath_t allocman_cspace_make_path(allocman_t *alloc, seL4_CPtr slot)
{
    return (cspacepath_t){.capPtr = slot, .capDepth = WORD, .root = alloc->cnode, .offset = slot,
                          .window = 1};
}

static seL4_CPtr take_slot(allocman_t *alloc)
{
    for (seL4_CPtr slot = alloc->first; slot < alloc->end; slot++)
        if (!(alloc->taken[slot / WORD] >> slot % WORD & 1)) {
            alloc->taken[slot / WORD] |= UINT64_C(1) << slot % WORD;
            return slot;
        }
    return 0;
}

static void give_slot(allocman_t *alloc, seL4_CPtr slot)
{
    if (slot >= alloc->first && slot < alloc->end)
        alloc->taken[slot / WORD] &= ~(UINT64_C(1) << slot % WORD);
}

int allocman_cspace_alloc(allocman_t *alloc, cspacepath_t *slot)
{
    seL4_CPtr found = take_slot(alloc);

    if (found)
        *slot = allocman_cspace_make_path(alloc, found);
    return found ? seL4_NoError : seL4_NotEnoughMemory;
}

void allocman_cspace_free(allocman_t *alloc, const cspacepath_t *slot)
{
    give_slot(alloc, slot->capPtr);
}

/* ---- pieces ---- */

static void put(allocman_t *alloc, struct piece *piece)
{
    struct piece **list = &alloc->pieces[piece->bits];

    piece->free = true;
    piece->next = *list;
    piece->link = list;
    if (*list)
        (*list)->link = &piece->next;
    *list = piece;
}

static void unlink_piece(struct piece *piece)
{
    piece->free = false;
    *piece->link = piece->next;
    if (piece->next)
        piece->next->link = piece->link;
}

static struct piece *piece_new(allocman_t *alloc, seL4_CPtr slot, unsigned bits, uintptr_t paddr)
{
    struct piece *piece = alloc->spare;

    if (piece)
        alloc->spare = piece->next;
    else if (!(piece = remember(alloc, sizeof *piece)))
        return NULL;
    *piece = (struct piece){.slot = slot, .bits = bits, .paddr = paddr};
    return piece;
}

static void piece_drop(allocman_t *alloc, struct piece *piece)
{
    (void)seL4_CNode_Delete(alloc->cnode, piece->slot, WORD);
    give_slot(alloc, piece->slot);
    piece->next = alloc->spare;
    alloc->spare = piece;
}

static struct piece *make_half(allocman_t *alloc, struct piece *whole, uintptr_t paddr)
{
    seL4_CPtr slot = take_slot(alloc);
    struct piece *half = slot ? piece_new(alloc, slot, whole->bits - 1, paddr) : NULL;

    if (half && seL4_Untyped_Retype(whole->slot, seL4_UntypedObject, half->bits, alloc->cnode, 0, 0,
                                    slot, 1) == seL4_NoError) {
        half->whole = whole;
        return half;
    }
    if (half)
        piece_drop(alloc, half);
    else if (slot)
        give_slot(alloc, slot);
    return NULL;
}

static bool halve(allocman_t *alloc, struct piece *whole)
{
    uintptr_t middle = whole->paddr ? whole->paddr + (UINT64_C(1) << (whole->bits - 1)) : 0;

    if (!(whole->half[0] = make_half(alloc, whole, whole->paddr)))
        return false;
    if (!(whole->half[1] = make_half(alloc, whole, middle))) {
        piece_drop(alloc, whole->half[0]);
        return false;
    }
    put(alloc, whole->half[1]);
    return true;
}

/* Put a piece back, joined with its other half and so on where that is free, too. */
static void give(allocman_t *alloc, struct piece *piece)
{
    struct piece *whole = piece->whole;

    put(alloc, piece);
    while (whole && whole->half[0]->free && whole->half[1]->free) {
        for (int i = 0; i < 2; i++) {
            unlink_piece(whole->half[i]);
            piece_drop(alloc, whole->half[i]);
        }
        put(alloc, whole);
        whole = whole->whole;
    }
}

/* A piece of exactly that size, from the smallest one that there is; or NULL. */
static struct piece *take(allocman_t *alloc, unsigned bits)
{
    unsigned at = bits;
    struct piece *piece;

    while (at < MAX_BITS && !alloc->pieces[at])
        at++;
    if (at >= MAX_BITS)
        return NULL;
    piece = alloc->pieces[at];
    unlink_piece(piece);
    for (; piece->bits > bits; piece = piece->half[0])
        if (!halve(alloc, piece)) {
            give(alloc, piece);
            return NULL;
        }
    return piece;
}

/* ---- objects ---- */

static unsigned object_bits(seL4_Word type, size_t size_bits)
{
    switch (type) {
#define OBJECT(number, id, name, bits, text) \
    case number: return number == seL4_CapTableObject ? (unsigned)size_bits + seL4_SlotBits \
                                                      : bits ? bits : (unsigned)size_bits;
#include "kernel/abi/objects.def"
#undef OBJECT
    }
    return MAX_BITS;
}

seL4_Word allocman_utspace_alloc(allocman_t *alloc, size_t size_bits, seL4_Word type,
                                 const cspacepath_t *slot, bool device, int *error)
{
    unsigned bits = size_bits < MAX_BITS ? object_bits(type, size_bits) : MAX_BITS;
    struct piece *piece = take(alloc, bits);
    int result = seL4_NotEnoughMemory;

    (void)device;                       /* may be, not must: all of it is RAM */
    if (piece)
        result = seL4_Untyped_Retype(piece->slot, type, size_bits, slot->root, slot->dest,
                                     slot->destDepth, slot->offset, 1);
    if (piece && result != seL4_NoError)
        give(alloc, piece);
    if (error)
        *error = result;
    return result == seL4_NoError ? (seL4_Word)piece : 0;
}

void allocman_utspace_free(allocman_t *alloc, seL4_Word cookie, size_t size_bits)
{
    (void)size_bits;
    if (cookie)
        give(alloc, (struct piece *)cookie);
}

uintptr_t allocman_utspace_paddr(allocman_t *alloc, seL4_Word cookie, size_t size_bits)
{
    (void)alloc, (void)size_bits;
    return ((struct piece *)cookie)->paddr;
}

/* ---- beginning ---- */

int allocman_utspace_add_uts(allocman_t *alloc, size_t count, const cspacepath_t *untyped,
                             const size_t *size_bits, const uintptr_t *paddr, int type)
{
    if (type != ALLOCMAN_UT_KERNEL)
        return seL4_InvalidArgument;
    for (size_t i = 0; i < count; i++) {
        struct piece *piece = size_bits[i] < MAX_BITS
            ? piece_new(alloc, untyped[i].capPtr, (unsigned)size_bits[i], paddr ? paddr[i] : 0)
            : NULL;

        if (!piece)
            return seL4_NotEnoughMemory;
        put(alloc, piece);
    }
    return seL4_NoError;
}

allocman_t *bootstrap_use_current_simple(simple_t *simple, size_t pool_size, char *pool)
{
    allocman_t start = {.cnode = simple_get_cnode(simple), .pool = pool,
        .pool_end = pool + pool_size, .first = simple_last_valid_cap(simple) + 1,
        .end = UINT64_C(1) << simple_get_cnode_size_bits(simple)};
    allocman_t *alloc = remember(&start, sizeof *alloc);

    start.taken = alloc ? remember(&start, (start.end + WORD - 1) / WORD * 8) : NULL;
    if (!start.taken)
        return NULL;
    *alloc = start;
    for (int i = 0; i < simple_get_untyped_count(simple); i++) {
        size_t bits;
        uintptr_t paddr;
        bool device;
        seL4_CPtr slot = simple_get_nth_untyped(simple, i, &bits, &paddr, &device);
        cspacepath_t path = allocman_cspace_make_path(alloc, slot);

        if (allocman_utspace_add_uts(alloc, 1, &path, &bits, &paddr, ALLOCMAN_UT_KERNEL) != 0)
            return NULL;
    }
    return alloc;
}

/* ---- as a vka ---- */

static int cspace_alloc(void *data, seL4_CPtr *slot)
{
    *slot = take_slot(data);
    return *slot ? seL4_NoError : seL4_NotEnoughMemory;
}

static void cspace_make_path(void *data, seL4_CPtr slot, cspacepath_t *path)
{
    *path = allocman_cspace_make_path(data, slot);
}

static void cspace_free(void *data, seL4_CPtr slot)
{
    give_slot(data, slot);
}

static int utspace_alloc(void *data, const cspacepath_t *dest, seL4_Word type,
                         seL4_Word size_bits, seL4_Word *cookie)
{
    int error;

    *cookie = allocman_utspace_alloc(data, size_bits, type, dest, false, &error);
    return error;
}

static void utspace_free(void *data, seL4_Word type, seL4_Word size_bits, seL4_Word cookie)
{
    (void)type;
    allocman_utspace_free(data, cookie, size_bits);
}

static uintptr_t utspace_paddr(void *data, seL4_Word cookie, seL4_Word type, seL4_Word size_bits)
{
    (void)type;
    return allocman_utspace_paddr(data, cookie, size_bits);
}

void allocman_make_vka(vka_t *vka, allocman_t *alloc)
{
    *vka = (vka_t){alloc, cspace_alloc, cspace_make_path, utspace_alloc, cspace_free, utspace_free,
                   utspace_paddr};
}
