/*
 * Every slot, index, address and name in the tables, against its bounds, before anything is made
 * of it. What the numbers mean is the kernel's to judge: a wrong one is an error there.
 */
#include "check.h"

#include <stdbool.h>
#include <stddef.h>

#include "kernel/abi/layout.h"
#include "kernel/abi/message.h"
#include "runtime/loader/crc.h"

#define CRC_FROM   (offsetof(struct plan_header, crc) + sizeof(uint32_t))
#define MAX_BITS   28           /* log2 of the slots of a CNode */
#define ATTR_ALL   (ATTR_CACHEABLE | ATTR_EXECUTE_NEVER)

enum {
#define OBJECT(number, id, name, bits, text) TYPE_##id = number,
#include "kernel/abi/objects.def"
#undef OBJECT
    TYPE_COUNT
};

/* log2 of the bytes of one object; `user` where the type leaves it open. 0: that cannot be. */
static unsigned object_bits(unsigned type, unsigned user)
{
    static const uint8_t bits[TYPE_COUNT] = {
#define OBJECT(number, id, name, size, text) [number] = size,
#include "kernel/abi/objects.def"
#undef OBJECT
    };

    if (type == TYPE_CNODE)
        return user ? user + SLOT_BITS : 0;
    if (bits[type])
        return user ? 0 : bits[type];
    return user;
}

struct checked {
    const struct plan_header *plan;
    const struct bootinfo *boot;
    uint64_t names;                     /* bytes of the table of names */
    /* of the objects so far */
    uint64_t device_end, payload_end;
    unsigned kind, ram_bits;
};

/* `count` slots from `slot` on, all of them the plan's */
static bool is_run(const struct checked *c, uint64_t slot, uint64_t count)
{
    return slot >= ROOT_SLOT_PLAN && count >= 1 && slot + count <= c->plan->slot_end;
}

static bool is_slot(const struct checked *c, uint64_t slot)
{
    return is_run(c, slot, 1);
}

static bool is_slot_or_none(const struct checked *c, uint64_t slot)
{
    return slot == 0 || is_slot(c, slot);
}

/* ---- rows ---- */

static const char *check_place(struct checked *c, const struct plan_object *o, unsigned bits)
{
    uint64_t bytes = (uint64_t)o->count << bits;
    bool is_frame = o->type == TYPE_FRAME_4K || o->type == TYPE_FRAME_2M
                 || o->type == TYPE_FRAME_1G;

    if (o->kind > UNTYPED_IMAGE || o->kind < c->kind)
        return "memory of the wrong kind, or out of order";
    c->kind = o->kind;
    if (o->kind == UNTYPED_RAM) {
        if (bits > c->ram_bits || o->address)
            return "larger than the one before";
        c->ram_bits = bits;
    } else if (o->kind == UNTYPED_DEVICE) {
        if (!is_frame || o->address < c->device_end || o->address % (1ul << bits)
            || o->address > 1ul << USER_VADDR_BITS)
            return "a device page of the wrong type, place or order";
        c->device_end = o->address + bytes;
    } else {
        if (o->type != TYPE_FRAME_4K || o->address != c->payload_end)
            return "a page of the image out of order";
        c->payload_end += bytes;
    }
    return NULL;
}

static const char *check_object(struct checked *c, const void *row)
{
    const struct plan_object *o = row;
    bool pools = o->type == TYPE_UNTYPED && o->keep;
    uint64_t slots = pools ? 2ul * o->count : o->count;
    unsigned bits;

    if (o->type >= TYPE_COUNT)
        return "no such type";
    if (o->size_bits > MAX_BITS || (pools && o->size_bits != PAGE_BITS))
        return "impossible size";
    if (!is_run(c, o->slot, slots))
        return "slot out of bounds";
    if (o->name >= c->names)
        return "name out of bounds";
    bits = object_bits(o->type, o->size_bits);
    return bits ? check_place(c, o, bits) : "impossible size";
}

static const char *check_cap(struct checked *c, const void *row)
{
    const struct plan_cap *cap = row;
    bool given = cap->source == ROOT_SLOT_CONSOLE || cap->source == ROOT_SLOT_SMC
              || cap->source == ROOT_SLOT_DEBUG || cap->source == ROOT_SLOT_SCHED_CONTROL;

    if (!given && !is_slot(c, cap->source))
        return "source out of bounds";
    if (cap->rights > RIGHT_ALL)
        return "no such rights";
    if (cap->cnode == ROOT_SLOT_CNODE)
        return is_slot(c, cap->index) ? NULL : "slot out of bounds";
    if (!is_slot(c, cap->cnode))
        return "CNode out of bounds";
    if (cap->cnode_bits < 1 || cap->cnode_bits > MAX_BITS || cap->index == 0
        || cap->index >> cap->cnode_bits)
        return "index outside of the CNode";
    return NULL;
}

static const char *check_map(struct checked *c, const void *row)
{
    const struct plan_map *m = row;
    unsigned bits = m->is_table ? PAGE_BITS : m->page_bits;

    if (!is_slot(c, m->vspace))
        return "address space out of bounds";
    if (!is_run(c, m->slot, m->count) || (m->source && !is_run(c, m->source, m->count)))
        return "slot out of bounds";
    if (m->is_table > 1 || (m->is_table && (m->count != 1 || m->source)))
        return "a page table is mapped alone";
    if (bits != PAGE_BITS && bits != LARGE_PAGE_BITS && bits != HUGE_PAGE_BITS)
        return "no such page size";
    if (m->vaddr % (1ul << bits) || m->vaddr >= USER_VADDR_END
        || m->count > (USER_VADDR_END - m->vaddr) >> bits || (!m->is_table && m->vaddr == 0))
        return "impossible address";
    if (m->rights > (RIGHT_READ | RIGHT_WRITE) || m->attributes & ~ATTR_ALL)
        return "no such rights or attributes";
    if (!m->is_table && (m->rights & RIGHT_WRITE) && !(m->attributes & ATTR_EXECUTE_NEVER))
        return "writable and executable";
    return NULL;
}

static const char *check_irq(struct checked *c, const void *row)
{
    const struct plan_irq *irq = row;

    if (irq->irq >= MAX_IRQ || irq->trigger > 1)
        return "no such interrupt";
    if (irq->core >= c->plan->core_count)
        return "no such core";
    return is_slot(c, irq->slot) && is_slot_or_none(c, irq->notification) ? NULL
                                                                         : "slot out of bounds";
}

static const char *check_bind(struct checked *c, const void *row)
{
    const struct plan_bind *bind = row;

    return is_slot(c, bind->tcb) && is_slot(c, bind->notification) ? NULL : "slot out of bounds";
}

static const char *check_thread(struct checked *c, const void *row)
{
    const struct plan_thread *t = row;

    if (!is_slot(c, t->tcb) || !is_slot(c, t->cnode) || !is_slot(c, t->vspace)
        || !is_slot(c, t->ipc_frame) || !is_slot_or_none(c, t->sched_context)
        || !is_slot_or_none(c, t->fault) || !is_slot_or_none(c, t->timeout))
        return "slot out of bounds";
    if (t->cnode_bits < 1 || t->cnode_bits > MAX_BITS)
        return "impossible CNode";
    if (t->ipc_vaddr % IPC_BUFFER_ALIGN || t->ipc_vaddr >= USER_VADDR_END
        || t->entry % 4 || t->entry >= USER_VADDR_END || t->stack % 16
        || t->stack > USER_VADDR_END)
        return "impossible address";
    if (t->core >= c->plan->core_count || t->budget > t->period)
        return "impossible scheduling";
    return t->name < c->names ? NULL : "name out of bounds";
}

/* ---- the tables themselves ---- */

static const struct {
    size_t size;
    const char *(*check)(struct checked *c, const void *row);
    const char *name;
} tables[PLAN_TABLE_COUNT] = {
    [PLAN_OBJECTS] = {sizeof(struct plan_object), check_object, "object"},
    [PLAN_CAPS] = {sizeof(struct plan_cap), check_cap, "capability"},
    [PLAN_MAPS] = {sizeof(struct plan_map), check_map, "mapping"},
    [PLAN_IRQS] = {sizeof(struct plan_irq), check_irq, "interrupt"},
    [PLAN_BINDS] = {sizeof(struct plan_bind), check_bind, "binding"},
    [PLAN_THREADS] = {sizeof(struct plan_thread), check_thread, "thread"},
    [PLAN_NAMES] = {1, NULL, "name"},
};

static const char *check_tables(const struct plan_header *plan)
{
    const char *names = (const char *)plan + plan->table[PLAN_NAMES].offset;
    uint32_t length = plan->table[PLAN_NAMES].count;

    for (int i = 0; i < PLAN_TABLE_COUNT; i++) {
        uint64_t offset = plan->table[i].offset, bytes = plan->table[i].count * tables[i].size;

        if (offset % 8 || offset < sizeof *plan || offset > plan->size
            || bytes > plan->size - offset)
            return "a table lies outside";
    }
    if (length == 0 || names[length - 1] != '\0')
        return "the names do not end";
    return plan->system_name < length ? NULL : "the system has no name";
}

static const char *check_header(const struct plan_header *plan, uint64_t size,
                                const struct bootinfo *boot)
{
    if (size < sizeof *plan)
        return "there is no plan";
    if (plan->magic != PLAN_MAGIC)
        return "this is no plan";
    if (plan->version != PLAN_VERSION)
        return "the plan is of another version";
    if (plan->size < sizeof *plan || plan->size > size)
        return "the plan is cut short";
    if (crc_of((const char *)plan + CRC_FROM, plan->size - CRC_FROM) != plan->crc)
        return "the plan is damaged (checksum)";
    if (plan->root_cnode_bits != boot->root_cnode_bits || plan->root_cnode_bits > MAX_BITS)
        return "the root task's CNode has another size";
    if (plan->payload_size != boot->payload_size)
        return "the image carries another payload";
    if (plan->slot_end < ROOT_SLOT_PLAN || plan->slot_end > 1u << plan->root_cnode_bits)
        return "the slots do not fit the root task's CNode";
    if (plan->core_count > boot->core_count)
        return "the plan uses more cores than there are";
    if (plan->turns > MAX_SCHEDULE)
        return "the plan has a longer schedule than there can be";
    if (plan->flags & ~(uint64_t)PLAN_AUDIT)
        return "the plan asks for what this root task does not know";
    return check_tables(plan);
}

/* ---- all of it ---- */

struct plan_fault plan_check(const void *bytes, uint64_t size, const struct bootinfo *boot)
{
    const struct plan_header *plan = bytes;
    struct plan_fault fault = {.what = check_header(plan, size, boot)};
    struct checked c = {.plan = plan, .boot = boot, .ram_bits = 64};

    if (fault.what)
        return fault;
    c.names = plan->table[PLAN_NAMES].count;
    for (int i = 0; i < PLAN_TABLE_COUNT; i++) {
        const char *row = (const char *)plan + plan->table[i].offset;

        fault.table = tables[i].name;
        for (fault.row = 0; tables[i].check && fault.row < plan->table[i].count; fault.row++) {
            fault.what = tables[i].check(&c, row + fault.row * tables[i].size);
            if (fault.what)
                return fault;
        }
    }
    fault.table = NULL;
    if (c.payload_end != plan->payload_size)
        fault.what = "pages of the image are left over";
    return fault;
}
