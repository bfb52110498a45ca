// link: runtime/root/check.c runtime/loader/crc.c
/*
 * The root task's check of its tables: a good plan passes; every field of every row at the edges
 * of what is permitted; and whatever bytes arrive, nothing outside of them is read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "kernel/abi/layout.h"
#include "kernel/abi/message.h"
#include "runtime/loader/crc.h"
#include "runtime/root/check.h"

#define S(i) (ROOT_SLOT_PLAN + (i))
#define FROM (offsetof(struct plan_header, crc) + sizeof(uint32_t))

enum { UNTYPED = 0, TCB = 1, ENDPOINT = 2, NOTIFICATION = 3, CNODE = 4, CONTEXT = 5, VSPACE = 8,
       FRAME_4K = 9, FRAME_2M = 10, PAGE_TABLE = 11 };

/* a plan of each kind of row; the last three objects are the frames of devices and image */
struct image {
    struct plan_header header;
    struct plan_object object[10];
    struct plan_cap cap[2];
    struct plan_map map[2];
    struct plan_irq irq[1];
    struct plan_bind bind[1];
    struct plan_thread thread[1];
    char names[16];
};

static const struct bootinfo boot = {
    .magic = BOOTINFO_MAGIC, .core_count = 2, .root_cnode_bits = 10, .payload_size = 3 * PAGE_SIZE};

#define SECTION(member, rows) \
    {offsetof(struct image, member), rows}

static struct image good_plan(void)
{
    struct image p;

    memset(&p, 0, sizeof p);
    p = (struct image){
        .header = {.magic = PLAN_MAGIC, .version = PLAN_VERSION, .size = sizeof p,
            .root_cnode_bits = 10, .payload_size = 3 * PAGE_SIZE, .slot_end = S(40),
            .core_count = 2, .table = {SECTION(object, 10), SECTION(cap, 2), SECTION(map, 2),
                SECTION(irq, 1), SECTION(bind, 1), SECTION(thread, 1), SECTION(names, 16)}},
        .object = {
            {FRAME_2M, 0, UNTYPED_RAM, 1, S(0), 0, 0, 1},
            {UNTYPED, 12, UNTYPED_RAM, 1, S(1), 0, 0, 1},
            {VSPACE, 0, UNTYPED_RAM, 0, S(3), 0, 0, 1},
            {PAGE_TABLE, 0, UNTYPED_RAM, 1, S(4), 0, 0, 3},
            {TCB, 0, UNTYPED_RAM, 1, S(7), 0, 0, 1},
            {CNODE, 3, UNTYPED_RAM, 0, S(8), 0, 0, 1},
            {CONTEXT, 7, UNTYPED_RAM, 1, S(9), 0, 0, 1},
            {FRAME_4K, 0, UNTYPED_DEVICE, 1, S(12), 0x9000000, 0, 2},
            {FRAME_4K, 0, UNTYPED_IMAGE, 1, S(14), 0, 0, 2},
            {FRAME_4K, 0, UNTYPED_IMAGE, 1, S(16), 2 * PAGE_SIZE, 4, 1}},
        .cap = {{S(9), ROOT_SLOT_CNODE, S(20), 0, RIGHT_ALL, 0, 0, 1},
                {ROOT_SLOT_CONSOLE, S(8), 7, 3, RIGHT_ALL, 0, 0, 0}},
        .map = {{S(3), S(4), 0, 1, 1, 0, 0, 0, 0, 0},
                {S(3), S(21), S(14), 3, 0, RIGHT_READ, ATTR_CACHEABLE, PAGE_BITS, 0, 0x400000}},
        .irq = {{33, 1, 0, S(24), S(20)}},
        .bind = {{S(7), S(20)}},
        .thread = {{.tcb = S(7), .sched_context = S(9), .cnode = S(8), .cnode_bits = 3,
            .vspace = S(3), .ipc_frame = S(14), .ipc_vaddr = 0x10000000, .entry = 0x400000,
            .stack = 0x10005000, .budget = 5, .period = 10, .core = 1, .name = 4}},
        .names = "one\0two"};
    return p;
}

static struct plan_fault check(struct image *p)
{
    p->header.crc = crc_of((char *)p + FROM, sizeof *p - FROM);
    return plan_check(p, sizeof *p, &boot);
}

static void accepts_a_good_plan(void **state)
{
    struct image p = good_plan();
    struct plan_fault fault = check(&p);

    (void)state;
    if (fault.what)
        fail_msg("%s %lu: %s", fault.table, (unsigned long)fault.row, fault.what);
}

/* what the header says of itself and of the image around it */
static void refuses_headers(void **state)
{
    struct image p = good_plan(), q;

    (void)state;
    check(&p);
    assert_string_equal(plan_check(&p, sizeof(struct plan_header) - 1, &boot).what,
                        "there is no plan");
    assert_string_equal(plan_check(&p, sizeof p - 1, &boot).what, "the plan is cut short");
    for (size_t i = 0; i < sizeof p; i++)
        for (int bit = 0; bit < 8; bit++) {
            q = p;
            ((unsigned char *)&q)[i] ^= 1u << bit;
            assert_non_null(plan_check(&q, sizeof q, &boot).what);
        }
}

/* set a field to a value and see whether the plan still passes */
#define TRY(field, value, what_is_said)                                     \
    do {                                                                    \
        struct image p = good_plan();                                       \
        struct plan_fault fault;                                            \
        p.field = (value);                                                  \
        fault = check(&p);                                                  \
        if (!fault.what || strcmp(fault.what, what_is_said) != 0)           \
            fail_msg("%s = %s: '%s', expected '%s'", #field, #value,        \
                     fault.what ? fault.what : "accepted", what_is_said);   \
    } while (0)
#define PASSES(field, value)                                                \
    do {                                                                    \
        struct image p = good_plan();                                       \
        p.field = (value);                                                  \
        if (check(&p).what)                                                 \
            fail_msg("%s = %s: '%s'", #field, #value, check(&p).what);      \
    } while (0)

static void checks_the_header(void **state)
{
    (void)state;
    TRY(header.magic, 0, "this is no plan");
    TRY(header.version, PLAN_VERSION + 1, "the plan is of another version");
    TRY(header.size, sizeof(struct plan_header) - 1, "the plan is cut short");
    TRY(header.root_cnode_bits, 11, "the root task's CNode has another size");
    TRY(header.payload_size, 2 * PAGE_SIZE, "the image carries another payload");
    TRY(header.slot_end, S(0) - 1, "the slots do not fit the root task's CNode");
    TRY(header.slot_end, 1025, "the slots do not fit the root task's CNode");
    PASSES(header.slot_end, 1024);
    TRY(header.core_count, 3, "the plan uses more cores than there are");
    TRY(header.flags, 2, "the plan asks for what this root task does not know");
    PASSES(header.flags, PLAN_AUDIT);
    TRY(header.system_name, 16, "the system has no name");
    TRY(names[15], 'x', "the names do not end");
    TRY(header.table[PLAN_NAMES].count, 0, "the names do not end");
    for (int i = 0; i < PLAN_TABLE_COUNT; i++) {
        TRY(header.table[i].offset, 0, "a table lies outside");
        TRY(header.table[i].offset, sizeof(struct image) + 8, "a table lies outside");
        TRY(header.table[i].offset, offsetof(struct image, object) + 4, "a table lies outside");
        TRY(header.table[i].count, UINT32_MAX, "a table lies outside");
    }
}

static void checks_objects(void **state)
{
    (void)state;
    TRY(object[0].type, 12, "no such type");
    TRY(object[0].slot, S(0) - 1, "slot out of bounds");
    TRY(object[0].slot, S(40), "slot out of bounds");
    PASSES(object[0].slot, S(39));
    TRY(object[0].count, 0, "slot out of bounds");
    TRY(object[0].count, UINT32_MAX, "slot out of bounds");
    TRY(object[1].slot, S(39), "slot out of bounds");      /* a pool needs two slots */
    TRY(object[0].name, 16, "name out of bounds");
    TRY(object[0].kind, 3, "memory of the wrong kind, or out of order");
    TRY(object[0].kind, UNTYPED_IMAGE, "a page of the image out of order");
    TRY(object[1].type, FRAME_2M, "impossible size");
    TRY(object[1].size_bits, 13, "impossible size");
    TRY(object[3].type, FRAME_2M, "larger than the one before");
    TRY(object[5].size_bits, 7, "larger than the one before");
    TRY(object[5].size_bits, 0, "impossible size");
    TRY(object[6].size_bits, 0, "impossible size");
    TRY(object[6].size_bits, 29, "impossible size");
    TRY(object[2].address, PAGE_SIZE, "larger than the one before");
    TRY(object[7].type, TCB, "a device page of the wrong type, place or order");
    TRY(object[7].address, 0x9000800, "a device page of the wrong type, place or order");
    TRY(object[7].address, ~0xffful, "a device page of the wrong type, place or order");
    TRY(object[8].address, PAGE_SIZE, "a page of the image out of order");
    TRY(object[9].address, PAGE_SIZE, "a page of the image out of order");
    TRY(object[8].type, FRAME_2M, "a page of the image out of order");
    TRY(object[8].kind, UNTYPED_RAM, "memory of the wrong kind, or out of order");
    TRY(object[9].count, 2, "pages of the image are left over");
    TRY(header.table[PLAN_OBJECTS].count, 9, "pages of the image are left over");
}

static void checks_capabilities(void **state)
{
    (void)state;
    TRY(cap[0].source, S(40), "source out of bounds");
    TRY(cap[0].source, 0, "source out of bounds");
    TRY(cap[0].source, ROOT_SLOT_IRQ_CONTROL, "source out of bounds");
    TRY(cap[0].source, ROOT_SLOT_UNTYPED, "source out of bounds");
    PASSES(cap[0].source, ROOT_SLOT_SMC);
    PASSES(cap[0].source, ROOT_SLOT_DEBUG);
    TRY(cap[0].rights, 16, "no such rights");
    TRY(cap[0].index, S(40), "slot out of bounds");
    TRY(cap[0].index, ROOT_SLOT_TCB, "slot out of bounds");
    TRY(cap[1].cnode, ROOT_SLOT_TCB, "CNode out of bounds");
    TRY(cap[1].cnode, UINT32_MAX, "CNode out of bounds");
    TRY(cap[1].index, 8, "index outside of the CNode");
    TRY(cap[1].index, 0, "index outside of the CNode");
    TRY(cap[1].cnode_bits, 0, "index outside of the CNode");
    TRY(cap[1].cnode_bits, 255, "index outside of the CNode");
}

static void checks_mappings(void **state)
{
    (void)state;
    TRY(map[0].vspace, ROOT_SLOT_VSPACE, "address space out of bounds");
    TRY(map[1].slot, S(38), "slot out of bounds");
    PASSES(map[1].slot, S(37));
    TRY(map[1].source, S(38), "slot out of bounds");
    TRY(map[1].count, 0, "slot out of bounds");
    TRY(map[1].count, UINT32_MAX, "slot out of bounds");
    TRY(map[0].is_table, 2, "a page table is mapped alone");
    TRY(map[0].count, 2, "a page table is mapped alone");
    TRY(map[0].source, S(4), "a page table is mapped alone");
    TRY(map[1].page_bits, 13, "no such page size");
    TRY(map[1].page_bits, 255, "no such page size");
    TRY(map[1].vaddr, 0x400800, "impossible address");
    TRY(map[1].vaddr, 0, "impossible address");
    TRY(map[1].vaddr, USER_VADDR_END, "impossible address");
    TRY(map[1].vaddr, USER_VADDR_END - 2 * PAGE_SIZE, "impossible address");
    PASSES(map[1].vaddr, USER_VADDR_END - 3 * PAGE_SIZE);
    TRY(map[1].rights, 4, "no such rights or attributes");
    TRY(map[1].attributes, 2, "no such rights or attributes");
    TRY(map[1].rights, RIGHT_READ | RIGHT_WRITE, "writable and executable");
}

static void checks_the_rest(void **state)
{
    (void)state;
    TRY(irq[0].irq, MAX_IRQ, "no such interrupt");
    TRY(irq[0].trigger, 2, "no such interrupt");
    TRY(irq[0].core, 2, "no such core");
    TRY(irq[0].slot, 0, "slot out of bounds");
    TRY(irq[0].notification, S(40), "slot out of bounds");
    PASSES(irq[0].notification, 0);
    TRY(bind[0].tcb, ROOT_SLOT_TCB, "slot out of bounds");
    TRY(bind[0].notification, 0, "slot out of bounds");
    TRY(thread[0].tcb, ROOT_SLOT_TCB, "slot out of bounds");
    TRY(thread[0].cnode, ROOT_SLOT_CNODE, "slot out of bounds");
    TRY(thread[0].vspace, ROOT_SLOT_VSPACE, "slot out of bounds");
    TRY(thread[0].ipc_frame, 0, "slot out of bounds");
    TRY(thread[0].fault, S(40), "slot out of bounds");
    TRY(thread[0].timeout, 1, "slot out of bounds");
    PASSES(thread[0].sched_context, 0);
    TRY(thread[0].cnode_bits, 0, "impossible CNode");
    TRY(thread[0].cnode_bits, 64, "impossible CNode");
    TRY(thread[0].ipc_vaddr, 0x10000200, "impossible address");
    TRY(thread[0].entry, USER_VADDR_END, "impossible address");
    TRY(thread[0].stack, 8, "impossible address");
    TRY(thread[0].core, 2, "impossible scheduling");
    TRY(thread[0].budget, 11, "impossible scheduling");
    TRY(thread[0].name, 16, "name out of bounds");
}

/* Bytes at the edges of their domains, with a checksum that fits: never a read outside. */
static void survives_anything(void **state)
{
    static const uint64_t edges[] = {0, 1, 255, 256, 0xfff, 0x1000, UINT32_MAX, UINT32_MAX - 1,
                                     1ul << 47, 1ul << 48, 1ul << 63, UINT64_MAX};
    uint64_t random = 1;

    (void)state;
    for (int round = 0; round < 200000; round++) {
        struct image *p = malloc(sizeof *p);

        *p = good_plan();
        for (int changes = 1 + round % 3; changes; changes--) {
            size_t at;

            random = random * 6364136223846793005u + 1442695040888963407u;
            at = (random >> 33) % (sizeof *p - 8);
            memcpy((char *)p + at, &edges[random >> 20 & 7], 1u << (random >> 60 & 3));
        }
        if (p->header.size <= sizeof *p && p->header.size >= FROM)
            p->header.crc = crc_of((char *)p + FROM, p->header.size - FROM);
        plan_check(p, sizeof *p, &boot);
        free(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_a_good_plan), cmocka_unit_test(refuses_headers),
        cmocka_unit_test(checks_the_header), cmocka_unit_test(checks_objects),
        cmocka_unit_test(checks_capabilities), cmocka_unit_test(checks_mappings),
        cmocka_unit_test(checks_the_rest), cmocka_unit_test(survives_anything)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
