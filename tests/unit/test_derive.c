// link: tests/unit/derive_check.c tests/unit/explore.c tests/unit/fake_arch.c
// link: tests/unit/fake_objects.c kernel/kernel.c kernel/cap.c
// link: kernel/cspace.c kernel/derive.c kernel/core/rights.c kernel/core/untyped.c
// link: kernel/core/cnode.c kernel/core/pte.c kernel/core/asid.c kernel/object/object.c
// link: kernel/object/untyped.c kernel/object/cnode.c kernel/object/frame.c
// link: kernel/object/page_table.c kernel/object/vspace.c kernel/object/asid.c
// link: kernel/object/cache.c
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1
/*
 * The derivation tree against a reference model: every state that sequences of retype, copy,
 * mint, move, rotate, delete and revoke reach from one untyped of 64 bytes with a few slots. The
 * model is a plain tree with parent pointers; the kernel's list and flags must mean the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "derive_check.h"
#include "explore.h"
#include "fake_arch.h"
#include "fake_objects.h"
#include "kernel/derive.h"

#define SLOTS      5
#define NONE       (-1)
#define BASE       FAKE_RAM_START
#define ROOT_BITS  6

/* ---- the model ---- */

enum kind { EMPTY, UNTYPED, ENDPOINT };

struct node {
    uint8_t kind, bits, badge, original;
    int8_t parent;                      /* slot number or NONE */
    uint8_t base, used;                 /* offsets into the root untyped; 64 fits */
    uint8_t pad;
};

struct state {
    struct slot slot[SLOTS];
    struct node node[SLOTS];
};

/* kernel slots at one fixed place, so that states can be copied in and out */
static struct slot *const live = (struct slot *)(0x200000000000 + (1 << 20));
static struct node model[SLOTS];

static bool has_children(int i)
{
    for (int j = 0; j < SLOTS; j++) {
        if (model[j].kind != EMPTY && model[j].parent == i)
            return true;
    }
    return false;
}

static bool descends(int i, int from)
{
    while (i != NONE && model[i].parent != from)
        i = model[i].parent;
    return i != NONE;
}

static void model_delete(int i)
{
    for (int j = 0; j < SLOTS; j++) {
        if (model[j].kind != EMPTY && model[j].parent == i)
            model[j].parent = model[i].parent;
    }
    memset(&model[i], 0, sizeof model[i]);
}

static void model_revoke(int i)
{
    bool gone[SLOTS];
    for (int j = 0; j < SLOTS; j++)
        gone[j] = model[j].kind != EMPTY && descends(j, i);
    for (int j = 0; j < SLOTS; j++) {
        if (gone[j])
            model_delete(j);
    }
}

static void model_move(int from, int to)
{
    model[to] = model[from];
    memset(&model[from], 0, sizeof model[from]);
    for (int j = 0; j < SLOTS; j++) {
        if (model[j].kind != EMPTY && model[j].parent == from)
            model[j].parent = (int8_t)to;
    }
}

/* Expected result; changes the model when it is ERR_NONE. */
static enum err model_retype(int i, int to, enum kind kind, unsigned bits)
{
    unsigned used = has_children(i) ? model[i].used : 0, size = 1u << bits;
    unsigned start = (used + size - 1) / size * size;
    if (start + size > 1u << model[i].bits)
        return ERR_NOT_ENOUGH_MEMORY;
    model[i].used = (uint8_t)(start + size);
    model[to] = (struct node){
        .kind = (uint8_t)kind, .bits = (uint8_t)bits, .original = 1, .parent = (int8_t)i,
        .base = (uint8_t)(model[i].base + start)
    };
    return ERR_NONE;
}

static enum err model_copy(int from, int to, unsigned badge, bool mint)
{
    struct node new = model[from];
    if (model[from].kind == UNTYPED) {
        if (has_children(from))
            return ERR_REVOKE_FIRST;
        model[from].used = (uint8_t)(1u << model[from].bits);
        new.parent = (int8_t)from;
    } else {
        if (mint && model[from].badge != 0)
            return ERR_ILLEGAL_OPERATION;
        if (mint)
            new.badge = (uint8_t)badge;
        new.original = new.badge != model[from].badge;
        new.parent = model[from].original ? (int8_t)from : model[from].parent;
    }
    model[to] = new;
    return ERR_NONE;
}

/* ---- one step in both worlds ---- */

enum action {
    RETYPE_ENDPOINT, RETYPE_UNTYPED_16, RETYPE_UNTYPED_32, COPY, MINT_1, MINT_2, MOVE, MUTATE, SWAP,
    ROTATE, DELETE, REVOKE, ACTIONS
};

static struct slot *cnode_slot;         /* names the slots under test */

static enum err kernel_cnode(word_t label, int dest, int src, word_t a, word_t b, word_t length)
{
    word_t args[] = {(word_t)dest, 3, (word_t)src, 3, a, b};
    return fake_invoke(cnode_slot, label, args, length, cnode_slot, NULL);
}

static enum err kernel_retype(int from, int to, word_t type, word_t bits)
{
    word_t args[] = {type, bits, 0, 0, (word_t)to, 1};
    return fake_invoke(&live[from], INV_UNTYPED_RETYPE, args, 6, cnode_slot, NULL);
}

static enum err kernel_rotate(int src, int pivot, int dest)
{
    word_t args[] = {(word_t)dest, 3, 0, (word_t)pivot, 3, 0, (word_t)src, 3};
    return fake_invoke(cnode_slot, INV_CNODE_ROTATE, args, 8, cnode_slot, cnode_slot);
}

static enum err do_retype(int a, int b, enum kind kind, unsigned bits)
{
    enum err got = kernel_retype(a, b, kind == UNTYPED ? OBJECT_UNTYPED : OBJECT_ENDPOINT, bits);
    enum err want = model_retype(a, b, kind, bits);
    assert_int_equal(got, want);
    return got;
}

static void do_copy(int a, int b, unsigned badge, bool mint)
{
    enum err got = kernel_cnode(mint ? INV_CNODE_MINT : INV_CNODE_COPY, b, a, RIGHT_ALL, badge,
                                mint ? 6 : 5);
    assert_int_equal(got, model_copy(a, b, badge, mint));
}

static void do_swap(int a, int b)
{
    int8_t parent[SLOTS];
    assert_int_equal(kernel_rotate(a, b, a), ERR_NONE);
    struct node was_a = model[a];
    model[a] = model[b];
    model[b] = was_a;
    for (int j = 0; j < SLOTS; j++) {
        parent[j] = model[j].parent;
        if (parent[j] == a || parent[j] == b)
            parent[j] = (int8_t)(a + b - parent[j]);
    }
    for (int j = 0; j < SLOTS; j++) {
        if (model[j].kind != EMPTY)
            model[j].parent = parent[j];
    }
}

/* Only what has no badge to be given may be mutated. */
static void do_mutate(int a, int b)
{
    bool untyped = model[a].kind == UNTYPED;
    assert_int_equal(kernel_cnode(INV_CNODE_MUTATE, b, a, 1, 0, 5),
                     untyped ? ERR_NONE : ERR_ILLEGAL_OPERATION);
    if (untyped)
        model_move(a, b);
}

static int first_empty(void)
{
    int i = 0;
    while (i < SLOTS && model[i].kind != EMPTY)
        i++;
    return i;
}

/* a to b, b to a slot that is empty. */
static void do_rotate(int a, int b)
{
    int dest = first_empty();
    assert_int_equal(kernel_rotate(a, b, dest), ERR_NONE);
    model_move(b, dest);
    model_move(a, b);
}

/* False: the action makes no sense here. */
static bool act(enum action action, int a, int b)
{
    bool from = model[a].kind != EMPTY, to = model[b].kind == EMPTY;
    bool untyped = model[a].kind == UNTYPED;
    if (!from || (action < SWAP && (!to || a == b)))
        return false;
    if (action == ROTATE && (to || a == b || first_empty() == SLOTS))
        return false;
    if (action <= RETYPE_UNTYPED_32 && !untyped)
        return false;
    if ((action == MINT_1 || action == MINT_2) && untyped)
        return false;
    if ((action == DELETE || action == REVOKE) && a != b)
        return false;
    if (action == SWAP && (a >= b || to))
        return false;
    switch (action) {
    case RETYPE_ENDPOINT: do_retype(a, b, ENDPOINT, 4); break;
    case RETYPE_UNTYPED_16: do_retype(a, b, UNTYPED, 4); break;
    case RETYPE_UNTYPED_32: do_retype(a, b, UNTYPED, 5); break;
    case COPY: do_copy(a, b, 0, false); break;
    case MINT_1: do_copy(a, b, 1, true); break;
    case MINT_2: do_copy(a, b, 2, true); break;
    case MUTATE: do_mutate(a, b); break;
    case SWAP: do_swap(a, b); break;
    case ROTATE: do_rotate(a, b); break;
    case MOVE:
        assert_int_equal(kernel_cnode(INV_CNODE_MOVE, b, a, 0, 0, 4), ERR_NONE);
        model_move(a, b);
        break;
    case DELETE:
        assert_int_equal(kernel_cnode(INV_CNODE_DELETE, a, 0, 0, 0, 2), ERR_NONE);
        model_delete(a);
        break;
    case REVOKE:
        assert_int_equal(kernel_cnode(INV_CNODE_REVOKE, a, 0, 0, 0, 2), ERR_NONE);
        model_revoke(a);
        break;
    case ACTIONS: break;
    }
    return true;
}

/* ---- do the kernel's slots mean what the model says? ---- */

static void check_capability(int i)
{
    struct cap cap = live[i].cap;
    const struct node *n = &model[i];
    int copies = 0;

    if (n->kind == EMPTY) {
        assert_true(cap_is_null(cap));
        return;
    }
    if (n->kind == UNTYPED) {
        assert_int_equal(cap_type(cap), CAP_UNTYPED);
        assert_int_equal(cap_paddr(cap), BASE + n->base);
        assert_int_equal(cap_untyped_bits(cap), n->bits);
        assert_int_equal(cap_untyped_used(cap), n->used);
    } else {
        assert_int_equal(cap_type(cap), CAP_ENDPOINT);
        assert_int_equal(arch_ram_paddr(cap_pointer(cap)), BASE + n->base);
        assert_int_equal(cap_badge(cap), n->badge);
        for (int j = 0; j < SLOTS; j++)
            copies += model[j].kind == ENDPOINT && model[j].base == n->base;
        assert_int_equal(derive_is_final(&live[i]), copies == 1);
    }
    assert_int_equal(derive_has_children(&live[i]), has_children(i));
}

/* Descendants are what revoking takes away: try it, then put everything back. */
static void check_descendants(int i)
{
    struct slot saved[SLOTS];
    memcpy(saved, live, sizeof saved);
    assert_int_equal(slot_revoke(&live[i]), ERR_NONE);
    for (int j = 0; j < SLOTS; j++) {
        bool stays = model[j].kind != EMPTY && !descends(j, i);
        assert_int_equal(cap_is_null(live[j].cap), !stays);
    }
    memcpy(live, saved, sizeof saved);
}

static void check_state(void)
{
    assert_true(derive_check_slots(live, SLOTS));
    for (int i = 0; i < SLOTS; i++) {
        check_capability(i);
        if (model[i].kind != EMPTY)
            check_descendants(i);
    }
}

/* ---- exploration ---- */

static struct explored states;

/* Remember the present state unless it is known or there are enough. */
static void visit(void)
{
    struct state s;
    memcpy(s.slot, live, sizeof s.slot);
    memcpy(s.node, model, sizeof s.node);
    if (explored_add(&states, &s))
        check_state();
}

static void restore(const struct state *s)
{
    memcpy(live, s->slot, sizeof s->slot);
    memcpy(model, s->node, sizeof s->node);
}

static void start(void)
{
    static struct slot holder;
    fake_reset();
    memset(model, 0, sizeof model);
    holder = (struct slot){cap_null(), 0, 0};
    derive_insert_root(cap_cnode(live, 3, 0, 0), &holder);
    cnode_slot = &holder;
    derive_insert_root(cap_untyped(BASE, ROOT_BITS, UNTYPED_RAM, 0), &live[0]);
    model[0] = (struct node){.kind = UNTYPED, .bits = ROOT_BITS, .parent = NONE, .original = 1};
}

/* Breadth first, so that every state near the start is seen before the limit. */
static void test_all_states(void **unused)
{
    (void)unused;
    explored_init(&states, sizeof(struct state), 60000);
    start();
    visit();
    for (unsigned at = 0; at < states.count; at++) {
        for (int step = 0; step < ACTIONS * SLOTS * SLOTS; step++) {
            restore(explored_at(&states, at));
            if (act((enum action)(step % ACTIONS), step / ACTIONS % SLOTS,
                    step / ACTIONS / SLOTS)) {
                states.steps++;
                visit();
            }
        }
    }
    explored_end(&states, "derivation tree, CNodes and untyped memory");
}

/* Far from the start: long random walks. */
static void test_random_walks(void **unused)
{
    uint64_t seed = 2463534242;
    (void)unused;
    for (int walk = 0; walk < 200; walk++) {
        start();
        for (int step = 0; step < 400; step++) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            unsigned pick = (unsigned)(seed >> 20);
            if (act((enum action)(pick % ACTIONS), pick / 16 % SLOTS, pick / 256 % SLOTS))
                check_state();
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_states),
        cmocka_unit_test(test_random_walks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
