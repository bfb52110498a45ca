// link: tests/unit/fake_arch.c tests/unit/fake_objects.c kernel/kernel.c kernel/cap.c
// link: kernel/cspace.c kernel/derive.c kernel/core/rights.c kernel/core/untyped.c
// link: kernel/core/cnode.c kernel/core/pte.c kernel/core/asid.c kernel/object/object.c
// link: kernel/object/untyped.c kernel/object/cnode.c kernel/object/frame.c
// link: kernel/object/page_table.c kernel/object/vspace.c kernel/object/asid.c
// link: kernel/object/cache.c tests/unit/derive_check.c
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1
/*
 * Deletion of CNodes and threads: zombies, preemption at every point, CNodes that hold themselves
 * and each other. Named cases, then long random runs with a check of everything reachable.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "derive_check.h"
#include "fake_arch.h"
#include "fake_objects.h"
#include "kernel/derive.h"

#define SLOTS     16
#define BITS      14u
#define BASE      FAKE_RAM_START

/* capabilities that stay outside the objects under test; slot 0: the untyped all comes from */
static struct slot *const root = (struct slot *)(0x200000000000 + (1 << 20));
static struct slot holder;

static void start(void)
{
    fake_reset();
    fake_objects = (struct fake_objects){0};
    fake_fill(BASE, 1u << BITS, 0xa5);
    holder = (struct slot){cap_null(), 0, 0};
    derive_insert_root(cap_cnode(root, 4, 0, 0), &holder);
    derive_insert_root(cap_untyped(BASE, BITS, UNTYPED_RAM, 0), &root[0]);
}

static void retype(struct slot *untyped, word_t type, word_t bits, word_t dest, word_t count)
{
    word_t args[] = {type, bits, 0, 0, dest, count};
    assert_int_equal(fake_invoke(untyped, INV_UNTYPED_RETYPE, args, 6, &holder, NULL), ERR_NONE);
}

static struct slot *slots_of(const struct slot *cnode)
{
    assert_int_equal(cap_type(cnode->cap), CAP_CNODE);
    return cap_pointer(cnode->cap);
}

static void copy(struct slot *src, struct slot *dest)
{
    struct cap cap;
    assert_int_equal(derive_copy(src, src->cap, &cap), ERR_NONE);
    assert_false(cap_is_null(cap));
    derive_insert(cap, src, dest);
}

/* Nothing but the untyped is left in its list. */
static void assert_all_gone(void)
{
    assert_true(derive_check_slots(root, SLOTS));
    assert_int_equal(root[0].next & ~(word_t)MDB_FLAGS, 0);
    for (int i = 1; i < SLOTS; i++)
        assert_true(cap_is_null(root[i].cap));
}

static void finish(void)
{
    fake.pending_after = 0;
    assert_int_equal(slot_revoke(&root[0]), ERR_NONE);
    assert_all_gone();
}

static void test_cnode_takes_contents(void **state)
{
    (void)state;
    start();
    retype(&root[0], OBJECT_CNODE, 3, 1, 1);
    retype(&root[0], OBJECT_ENDPOINT, 0, 2, 4);
    struct slot *inner = slots_of(&root[1]);
    for (int i = 0; i < 4; i++)
        derive_move(root[2 + i].cap, &root[2 + i], &inner[2 * i]);
    copy(&inner[2], &root[5]);                  /* one survives: a copy outside */
    assert_int_equal(slot_delete(&root[1]), ERR_NONE);
    assert_int_equal(fake_objects.deaths, 3);
    assert_int_equal(cap_type(root[5].cap), CAP_ENDPOINT);
    for (int i = 0; i < 8; i++)
        assert_true(cap_is_null(inner[i].cap));
    finish();
}

/* Preempted after every single step, it gets there all the same. */
static void test_preempted_delete(void **state)
{
    (void)state;
    start();
    retype(&root[0], OBJECT_CNODE, 5, 1, 1);
    struct slot *inner = slots_of(&root[1]);
    retype(&root[0], OBJECT_ENDPOINT, 0, 2, 8);
    for (int i = 0; i < 8; i++)
        derive_move(root[2 + i].cap, &root[2 + i], &inner[3 * i + 5]);
    unsigned preempted = 0;
    enum err err;
    do {
        fake.pending_after = 1;
        err = slot_delete(&root[1]);
        assert_true(derive_check_slots(root, SLOTS));
        if (err == ERR_PREEMPTED) {
            assert_int_equal(cap_type(root[1].cap), CAP_ZOMBIE);
            preempted++;
        }
    } while (err == ERR_PREEMPTED);
    assert_int_equal(err, ERR_NONE);
    assert_int_equal(preempted, 32);
    assert_int_equal(fake_objects.deaths, 8);
    finish();
}

/* As the root task's CNode does: it holds itself, so that outside capabilities may all go. */
static void test_self_holding_lives_on(void **state)
{
    (void)state;
    start();
    retype(&root[0], OBJECT_CNODE, 3, 1, 1);
    retype(&root[0], OBJECT_ENDPOINT, 0, 2, 1);
    struct slot *inner = slots_of(&root[1]);
    copy(&root[1], &inner[2]);
    derive_move(root[2].cap, &root[2], &inner[5]);
    assert_int_equal(slot_delete(&root[1]), ERR_NONE);
    assert_int_equal(fake_objects.deaths, 0);
    assert_int_equal(cap_type(inner[2].cap), CAP_CNODE);
    assert_int_equal(cap_type(inner[5].cap), CAP_ENDPOINT);
    finish();
    assert_int_equal(fake_objects.deaths, 1);
}

/* Its last capability is the one in itself: everything goes, whichever slot that is. */
static void test_self_holding_deleted_from_within(void **state)
{
    (void)state;
    for (int self = 0; self < 8; self++) {
        start();
        retype(&root[0], OBJECT_CNODE, 3, 1, 1);
        retype(&root[0], OBJECT_ENDPOINT, 0, 2, 7);
        struct slot *inner = slots_of(&root[1]);
        for (int i = 0, from = 2; i < 8; i++) {
            if (i != self)
                derive_move(root[from].cap, &root[from], &inner[i]), from++;
        }
        derive_move(root[1].cap, &root[1], &inner[self]);
        assert_int_equal(slot_delete(&inner[self]), ERR_NONE);
        assert_true(derive_check_slots(root, SLOTS));
        finish();
        assert_int_equal(fake_objects.deaths, 7);
        for (int i = 0; i < 8; i++)
            assert_true(cap_is_null(inner[i].cap));
    }
}

/* A thread in a dying CNode dies at once; what its slots hold, at the latest with its memory. */
static void test_thread_in_cnode(void **state)
{
    (void)state;
    start();
    retype(&root[0], OBJECT_CNODE, 2, 1, 1);
    retype(&root[0], OBJECT_TCB, 0, 2, 1);
    retype(&root[0], OBJECT_ENDPOINT, 0, 3, 2);
    struct tcb *tcb = cap_pointer(root[2].cap);
    copy(&root[1], &tcb->slot[TCB_SLOT_CSPACE]);        /* it holds the CNode that holds it */
    derive_move(root[3].cap, &root[3], &tcb->slot[TCB_SLOT_FAULT]);
    derive_move(root[2].cap, &root[2], &slots_of(&root[1])[1]);
    assert_int_equal(slot_delete(&root[1]), ERR_NONE);
    assert_int_equal(fake_objects.deaths, 0);           /* each keeps the other */
    finish();
    assert_int_equal(fake_objects.deaths, 3);           /* thread and both endpoints */
}

static void test_two_cnodes_in_each_other(void **state)
{
    (void)state;
    start();
    retype(&root[0], OBJECT_CNODE, 2, 1, 2);
    struct slot *a = slots_of(&root[1]), *b = slots_of(&root[2]);
    derive_move(root[1].cap, &root[1], &b[3]);
    copy(&root[2], &a[0]);
    assert_int_equal(slot_delete(&root[2]), ERR_NONE);
    assert_int_equal(slot_delete(&a[0]), ERR_NONE);     /* B dies, and A by that */
    assert_true(derive_check_slots(root, SLOTS));
    finish();
    for (int i = 0; i < 4; i++)
        assert_true(cap_is_null(a[i].cap) && cap_is_null(b[i].cap));
}

/* Ten deep: the recursion is bounded, the rest hangs unreachable below the untyped. */
static void test_chain_of_cnodes(void **state)
{
    (void)state;
    start();
    retype(&root[0], OBJECT_CNODE, 1, 1, 10);
    for (int i = 10; i > 1; i--)
        derive_move(root[i].cap, &root[i], &slots_of(&root[i - 1])[1]);
    assert_int_equal(slot_delete(&root[1]), ERR_NONE);
    assert_true(derive_check_slots(root, SLOTS));
    assert_true(cap_is_null(root[1].cap));
    finish();
}

static void test_irq_handler(void **state)
{
    (void)state;
    start();
    derive_insert_root(cap_make(CAP_IRQ_CONTROL, 0, 0, 0), &root[1]);
    derive_insert(cap_make(CAP_IRQ_HANDLER, 0, 0, 40), &root[1], &root[2]);
    derive_insert(cap_make(CAP_IRQ_HANDLER, 0, 0, 41), &root[1], &root[3]);
    copy(&root[2], &root[4]);
    struct cap cap;
    assert_int_equal(derive_copy(&root[1], root[1].cap, &cap), ERR_NONE);
    assert_true(cap_is_null(cap));
    assert_int_equal(slot_delete(&root[2]), ERR_NONE);
    assert_int_equal(fake_objects.irqs_deleted, 0);
    assert_int_equal(slot_revoke(&root[1]), ERR_NONE);
    assert_int_equal(fake_objects.irqs_deleted, 1ul << 40 | 1ul << 41);
    assert_int_equal(slot_delete(&root[1]), ERR_NONE);
    finish();
}

/* ---- random runs ---- */

static uint64_t seed;

static unsigned pick(unsigned limit)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)((seed >> 17) % limit);
}

/* every slot that some CNode or thread capability below the untyped leads to */
static unsigned collect(struct slot *found[], unsigned limit)
{
    unsigned count = 0;
    for (int i = 1; i < SLOTS; i++)
        found[count++] = &root[i];
    for (struct slot *s = &root[0]; s != NULL; s = (struct slot *)(s->next & ~3ul)) {
        word_t slots = cap_type(s->cap) == CAP_CNODE ? 1ul << cap_cnode_radix(s->cap) : 0;
        for (word_t i = 0; i < slots && count < limit; i++)
            found[count++] = (struct slot *)cap_pointer(s->cap) + i;
    }
    return count;
}

static bool within(const struct slot *slot, struct cap cap)
{
    struct region region;
    word_t type = cap_type(cap);
    if ((type != CAP_CNODE && type != CAP_TCB && type != CAP_ZOMBIE)
        || !cap_region(cap, &region))
        return false;
    return arch_ram_paddr(slot) - region.start < 1ul << region.bits;
}

/* No capability lies in memory whose object has gone. */
static void check_reachable(void)
{
    assert_true(derive_check_slots(root, SLOTS));
    for (struct slot *s = &root[0]; s != NULL; s = (struct slot *)(s->next & ~3ul)) {
        bool home = s >= root && s < root + SLOTS;
        for (struct slot *t = &root[0]; t != NULL && !home; t = (struct slot *)(t->next & ~3ul))
            home = within(s, t->cap);
        assert_true(home);
    }
}

static void random_retype(struct slot *src)
{
    static const word_t types[] = {OBJECT_CNODE, OBJECT_CNODE, OBJECT_CNODE, OBJECT_TCB,
        OBJECT_ENDPOINT, OBJECT_UNTYPED};
    word_t type = types[pick(6)], bits = type == OBJECT_UNTYPED ? 8 + pick(5) : 1 + pick(3);
    word_t args[] = {type, bits, 0, 0, 1 + pick(SLOTS - 1), 1 + pick(2)};
    if (cap_type(src->cap) == CAP_UNTYPED)
        (void)fake_invoke(src, INV_UNTYPED_RETYPE, args, 6, &holder, NULL);
}

static void random_transfer(struct slot *src, struct slot *dest, bool move)
{
    struct cap cap;
    if (cap_is_null(src->cap) || !cap_is_null(dest->cap))
        return;
    if (move)
        derive_move(src->cap, src, dest);
    else if (derive_copy(src, src->cap, &cap) == ERR_NONE && !cap_is_null(cap))
        derive_insert(cap, src, dest);
}

/* Interrupted or not; afterwards perhaps carried on with, perhaps left lying as it is. */
static void random_removal(struct slot *slot, bool revoke)
{
    fake.pending_after = pick(4);
    enum err err = revoke ? slot_revoke(slot) : slot_delete(slot);
    check_reachable();
    fake.pending_after = 0;
    if (err == ERR_PREEMPTED && pick(2) == 0)
        assert_int_equal(revoke ? slot_revoke(slot) : slot_delete(slot), ERR_NONE);
}

/* A thread gets a CSpace, as TCB configuration does. */
static void random_thread_slot(struct slot *thread, struct slot *src)
{
    if (cap_type(thread->cap) != CAP_TCB)
        return;
    struct tcb *tcb = cap_pointer(thread->cap);
    random_transfer(src, &tcb->slot[pick(TCB_SLOT_COUNT)], false);
}

static void random_step(void)
{
    struct slot *found[600];
    unsigned count = collect(found, 600);
    struct slot *a = found[pick(count)], *b = found[pick(count)];
    switch (pick(10)) {
    case 0: random_retype(pick(3) != 0 ? &root[0] : a); break;
    case 1: case 2: random_transfer(a, b, false); break;
    case 3: case 4: random_transfer(a, b, true); break;
    case 5: random_thread_slot(a, b); break;
    case 6: case 7: random_removal(a, false); break;
    case 8: random_removal(a, true); break;
    default:
        if (!cap_is_null(a->cap) && !cap_is_null(b->cap))
            derive_swap(a, b);
    }
    check_reachable();
}

static void test_random_runs(void **state)
{
    (void)state;
    seed = 88172645463325252u;
    for (int run = 0; run < 300; run++) {
        start();
        for (int step = 0; step < 300; step++)
            random_step();
        finish();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cnode_takes_contents),
        cmocka_unit_test(test_preempted_delete),
        cmocka_unit_test(test_self_holding_lives_on),
        cmocka_unit_test(test_self_holding_deleted_from_within),
        cmocka_unit_test(test_thread_in_cnode),
        cmocka_unit_test(test_two_cnodes_in_each_other),
        cmocka_unit_test(test_chain_of_cnodes),
        cmocka_unit_test(test_irq_handler),
        cmocka_unit_test(test_random_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
