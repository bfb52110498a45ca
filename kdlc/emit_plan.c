/*
 * The plan as the root task reads it (kernel/abi/plan.h): fixes the slots of the root task's CNode
 * and prints every object, capability, mapping, interrupt and thread into the tables.
 */
#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"
#include "../runtime/loader/crc.h"
#include "emit.h"
#include "map.h"
#include "plan.h"
#include "strbuf.h"

#define MIN_ROOT_BITS 9                 /* the fixed slots of layout.h fit */
#define CRC_FROM (offsetof(struct plan_header, crc) + sizeof(uint32_t))
#define SPORADIC_REFILLS 8              /* more than the two that every context has */

struct tables {
    struct strbuf table[PLAN_TABLE_COUNT];
    uint32_t count[PLAN_TABLE_COUNT];
    struct map names;                   /* name: its offset + 1 */
    uint32_t next_slot;
    unsigned cores;
    uint8_t **taken;                    /* by object: pages whose own capability is mapped */
};

static void add_row(struct tables *t, enum plan_table table, const void *row, size_t size)
{
    strbuf_addn(&t->table[table], row, size);
    t->count[table]++;
}

static uint32_t name_offset(struct tables *t, const char *name)
{
    struct strbuf *names = &t->table[PLAN_NAMES];
    uintptr_t known = (uintptr_t)map_find(&t->names, name);

    if (!known) {
        known = names->length + 1;
        map_add(&t->names, name, (void *)known);
        strbuf_addn(names, name, strlen(name) + 1);
    }
    return (uint32_t)(known - 1);
}

/* ---- objects ---- */

/* the order that plan.h asks for; equal ones stay in the order of the plan */
static int by_creation(const void *a, const void *b)
{
    const struct planned_object *x = *(struct planned_object *const *)a;
    const struct planned_object *y = *(struct planned_object *const *)b;

    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->kind != UNTYPED_RAM && x->address != y->address)
        return x->address < y->address ? -1 : 1;
    if (x->kind == UNTYPED_RAM && x->size_bits != y->size_bits)
        return x->size_bits > y->size_bits ? -1 : 1;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static unsigned retype_bits(const struct planned_object *o)
{
    switch (o->type) {
    case OBJECT_UNTYPED:
    case OBJECT_SCHED_CONTEXT:
        return o->size_bits;
    case OBJECT_CNODE:
        return o->size_bits - SLOT_BITS;
    default:
        return 0;
    }
}

/* deleting these would undo a mapping or stop a thread; of the others a component has its own */
static bool is_kept(const struct planned_object *o)
{
    return o->type == OBJECT_FRAME_4K || o->type == OBJECT_FRAME_2M || o->type == OBJECT_PAGE_TABLE
        || o->type == OBJECT_TCB || o->type == OBJECT_SCHED_CONTEXT || object_is_asid_pools(o);
}

static void emit_objects(struct plan *plan, struct tables *t)
{
    struct planned_object **sorted = arena_alloc((plan->objects.count + 1) * sizeof *sorted);
    size_t count = 0;

    vec_each(struct planned_object **, o, &plan->objects)
        if ((*o)->type < OBJECT_IRQ)
            sorted[count++] = *o;
    qsort(sorted, count, sizeof *sorted, by_creation);
    for (size_t i = 0; i < count; i++) {
        struct planned_object *o = sorted[i];
        struct plan_object row = {.type = (uint8_t)o->type, .size_bits = (uint8_t)retype_bits(o),
            .kind = (uint8_t)o->kind, .keep = is_kept(o), .slot = t->next_slot,
            .address = o->address, .name = name_offset(t, o->name), .count = o->count};

        o->slot = t->next_slot;
        t->next_slot += o->count * (object_is_asid_pools(o) ? 2 : 1);
        add_row(t, PLAN_OBJECTS, &row, sizeof row);
    }
}

/* ---- capabilities ---- */

/* a badged copy in the root task's own CNode; returns its slot */
static uint32_t own_cap(struct tables *t, const struct planned_object *source, unsigned rights,
                        uint64_t badge)
{
    struct plan_cap row = {.source = source->slot, .cnode = ROOT_SLOT_CNODE,
        .index = t->next_slot++, .rights = (uint8_t)rights, .badge = badge};

    add_row(t, PLAN_CAPS, &row, sizeof row);
    return row.index;
}

static void emit_irqs(struct plan *plan, struct tables *t)
{
    vec_each(struct planned_object **, o, &plan->objects) {
        struct plan_irq row = {.irq = (uint32_t)(*o)->address, .trigger = (uint16_t)(*o)->trigger,
            .core = (uint16_t)(*o)->core};

        if ((*o)->type != OBJECT_IRQ)
            continue;
        (*o)->slot = row.slot = t->next_slot++;
        if ((*o)->signals)
            row.notification = own_cap(t, (*o)->signals, RIGHT_WRITE, (*o)->signal_badge);
        add_row(t, PLAN_IRQS, &row, sizeof row);
    }
}

static void emit_caps(struct tables *t, const struct planned_instance *pi)
{
    vec_each(const struct planned_cap *, c, &pi->caps) {
        struct plan_cap row = {.source = c->object->slot + c->frame,
            .cnode = pi->space->cnode->slot, .index = c->slot,
            .cnode_bits = (uint8_t)pi->space->cnode_bits, .rights = (uint8_t)c->rights,
            .badge = c->badge};

        add_row(t, PLAN_CAPS, &row, sizeof row);
    }
}

/* ---- mappings ---- */

/*
 * Map pages [first, first + count) of a run: all of them for the first time, through their own
 * capabilities, or all of them again, through copies.
 */
static void map_pages(struct tables *t, struct plan_map row, const struct planned_frames *part)
{
    struct planned_object *o = part->object;
    bool again = t->taken[o->index][part->first];

    row.slot = o->slot + part->first;
    row.count = part->count;
    row.page_bits = (uint8_t)o->size_bits;
    if (again) {
        row.source = row.slot;
        row.slot = t->next_slot;
        t->next_slot += part->count;
    }
    memset(&t->taken[o->index][part->first], 1, part->count);
    add_row(t, PLAN_MAPS, &row, sizeof row);
}

static void map_region(struct tables *t, const struct planned_instance *pi,
                       const struct planned_region *r)
{
    struct plan_map row = {.vspace = pi->space->vspace->slot, .rights = (uint8_t)r->rights,
        .attributes = (r->uncached ? 0 : ATTR_CACHEABLE) | (r->execute ? 0 : ATTR_EXECUTE_NEVER),
        .vaddr = r->vaddr};

    vec_each(const struct planned_frames *, f, &r->frames) {
        uint32_t end = f->first + f->count;
        struct planned_frames part = {f->object, f->first, 0};

        if (!t->taken[f->object->index])
            t->taken[f->object->index] = arena_alloc(f->object->count);
        while (part.first < end) {
            const uint8_t *taken = t->taken[f->object->index];

            for (part.count = 1; part.first + part.count < end
                 && taken[part.first + part.count] == taken[part.first]; part.count++)
                ;
            map_pages(t, row, &part);
            row.vaddr += (uint64_t)part.count << f->object->size_bits;
            part.first += part.count;
        }
    }
}

static void emit_maps(struct tables *t, const struct planned_space *space)
{
    vec_each(const struct planned_table *, table, &space->tables) {
        struct plan_map row = {.vspace = space->vspace->slot, .slot = table->object->slot,
            .count = 1, .is_table = 1, .vaddr = table->vaddr};

        add_row(t, PLAN_MAPS, &row, sizeof row);
    }
    vec_each(struct planned_instance **, pi, &space->members)
        vec_each(struct planned_region **, r, &(*pi)->regions)
            map_region(t, *pi, *r);
}

/* ---- threads ---- */

static void emit_threads(struct plan *plan, struct tables *t, const struct planned_instance *pi)
{
    for (size_t i = pi->threads.count; i-- > 0;) {
        const struct planned_thread *thread = &pi->threads.at[i];
        struct plan_thread row = {.tcb = thread->tcb->slot, .sched_context = thread->sc->slot,
            .cnode = pi->space->cnode->slot, .cnode_bits = pi->space->cnode_bits,
            .vspace = pi->space->vspace->slot,
            .ipc_frame = thread->ipc->frames.at[0].object->slot, .ipc_vaddr = thread->ipc->vaddr,
            .entry = pi->space->entry, .stack = thread->stack->vaddr + thread->stack->size,
            .argument = pi->first_thread + i, .budget = thread->budget, .period = thread->period,
            .badge = thread->number, .priority = (uint8_t)thread->priority,
            .mcp = (uint8_t)thread->mcp, .core = (uint8_t)thread->core,
            .domain = (uint8_t)thread->domain, .flags = thread->flags, .start = 1,
            .extra_refills = thread->budget < thread->period ? SPORADIC_REFILLS : 0,
            .name = name_offset(t, intern_printf("%s.%s", pi->instance->name, thread->name))};

        if (plan->faults && pi != plan->monitor)
            row.fault = own_cap(t, plan->faults, RIGHT_WRITE | RIGHT_GRANT_REPLY, thread->number);
        if (thread->core >= t->cores)
            t->cores = thread->core + 1;
        add_row(t, PLAN_THREADS, &row, sizeof row);
    }
}

/* as the loader of CAmkES names the threads: client, client2 begin client_, client2_ */
static int by_thread_name(const void *a, const void *b)
{
    const struct planned_instance *const *x = a, *const *y = b;
    const char *p = (*x)->space->name, *q = (*y)->space->name;

    if (p == q) {
        p = (*x)->instance->name;
        q = (*y)->instance->name;
    }
    while (*p && *p == *q)
        p++, q++;
    return (*p ? (unsigned char)*p : '_') - (*q ? (unsigned char)*q : '_');
}

/*
 * Threads of one priority start from the last name to the first, in an instance from the last
 * interface to the first and then the control thread: the order in which those of CAmkES do, and
 * in which applications were seen to write.
 */
static void emit_start(struct plan *plan, struct tables *t)
{
    size_t count = plan->instances.count;
    struct planned_instance **sorted = arena_alloc((count + 1) * sizeof *sorted);

    for (size_t i = 0; i < count; i++)
        sorted[i] = plan->instances.at[i];
    qsort(sorted, count, sizeof *sorted, by_thread_name);
    while (count-- > 0)
        emit_threads(plan, t, sorted[count]);
}

/* ---- bindings ---- */

static void emit_binds(struct plan *plan, struct tables *t)
{
    vec_each(struct planned_instance **, pi, &plan->instances)
        vec_each(const struct planned_thread *, thread, &(*pi)->threads) {
            struct plan_bind row = {thread->tcb->slot, thread->bound ? thread->bound->slot : 0};

            if (thread->bound)
                add_row(t, PLAN_BINDS, &row, sizeof row);
        }
}

/* ---- the whole ---- */

static void pad(struct strbuf *out)
{
    static const char zero[8];

    strbuf_addn(out, zero, -out->length & 7);
}

static void assemble(struct plan *plan, struct tables *t, struct plan_header header,
                     struct strbuf *out)
{
    header.magic = PLAN_MAGIC;
    header.version = PLAN_VERSION;
    header.root_cnode_bits = plan->root_cnode_bits;
    header.slot_end = t->next_slot;
    header.core_count = t->cores;
    header.ram_bytes = plan_ram(plan);
    vec_each(struct turn *, turn, &plan->model->schedule)
        header.schedule[header.turns++] = (struct plan_turn){turn->domain, (uint32_t)turn->us};
    header.system_name = name_offset(t, plan->model->name);
    t->count[PLAN_NAMES] = (uint32_t)t->table[PLAN_NAMES].length;
    strbuf_addn(out, &header, sizeof header);
    for (int i = 0; i < PLAN_TABLE_COUNT; i++) {
        pad(out);
        header.table[i] = (struct plan_section){(uint32_t)out->length, t->count[i]};
        strbuf_addn(out, t->table[i].text, t->table[i].length);
        free(t->table[i].text);
    }
    pad(out);
    if (out->length > UINT32_MAX)
        die("the tables of '%s' take more than 4 GiB", plan->model->name);
    header.size = out->length;
    memcpy(out->text, &header, sizeof header);
    header.crc = crc_of(out->text + CRC_FROM, out->length - CRC_FROM);
    memcpy(out->text, &header, sizeof header);
}

/*
 * Interrupts and the root task's own copies come behind the objects.
 */
void emit_plan(struct plan *plan, uint64_t payload_size, uint64_t flags, struct strbuf *out)
{
    const struct plan_header header = {.payload_size = payload_size, .flags = flags};
    struct tables t = {.next_slot = ROOT_SLOT_PLAN, .cores = 1};

    arena_begin_passing();
    t.taken = arena_alloc((plan->objects.count + 1) * sizeof *t.taken);
    emit_objects(plan, &t);
    emit_irqs(plan, &t);
    emit_start(plan, &t);
    vec_each(struct planned_space **, s, &plan->spaces) {
        vec_each(struct planned_instance **, pi, &(*s)->members)
            emit_caps(&t, *pi);
        emit_maps(&t, *s);
    }
    emit_binds(plan, &t);
    plan->root_cnode_bits = MIN_ROOT_BITS;
    while (1u << plan->root_cnode_bits < t.next_slot)
        plan->root_cnode_bits++;
    assemble(plan, &t, header, out);
    arena_end_passing();
    arena_forget_passing();
}
