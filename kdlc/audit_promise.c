/* What the plan promises of threads, capabilities, pages and of what the root task keeps. */
#include "audit_facts.h"

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"
#include "words.h"

#define NAME_LENGTH    31               /* of threads in the kernel */
#define LEAST_REFILLS  2                /* that a scheduling context has */
#define SOFTWARE_IRQS  16               /* the first ones are always edges (GIC manual: SGIs) */
#define USER_MODE      0x40             /* SPSR at the start: EL0, interrupts on */

static const char *cap_words(const struct planned_cap *c)
{
    const struct planned_object *o = c->object;

    switch (o->type) {
    case OBJECT_ENDPOINT:
    case OBJECT_NOTIFICATION:
        return audit_port(o, o->name, c->rights, c->badge);
    case OBJECT_FRAME_4K:
    case OBJECT_FRAME_2M:
    case OBJECT_FRAME_1G:
        return audit_frame_cap(o->name, c->frame, c->rights, "");
    case OBJECT_IRQ:
        return audit_irq(o->address, o->trigger == 1 || o->address < SOFTWARE_IRQS, o->core,
                         o->signals ? o->signals->name : "nothing", o->signal_badge);
    case OBJECT_SMC:
        return intern_printf("firmware call %lu", (unsigned long)c->badge);
    case OBJECT_CONSOLE:
        return "console";
    case OBJECT_DEBUG:
        return "debug";
    case OBJECT_REPLY:
        return intern_printf("'%s'%s", o->name, c->rights & RIGHT_GRANT ? "" : " without grant");
    case OBJECT_TCB:
        return intern_printf("tcb '%s'", o->name);
    case OBJECT_SCHED_CONTEXT:
        return intern_printf("sched_context '%s'", o->name);
    case OBJECT_VSPACE:
        return intern_printf("'%s'", o->name);
    case OBJECT_CNODE:
        return audit_cnode(o->name, o->size_bits - SLOT_BITS, 0, (unsigned)c->badge);
    case OBJECT_UNTYPED:
        return audit_untyped_words(o->size_bits);
    case OBJECT_SCHED_CONTROL:
        return "sched_control";
    case OBJECT_PAGE_TABLE:
        break;
    }
    return intern_printf("%s '%s'", object_type_name(o->type), o->name);
}

/* ---- threads ---- */

static void promise_own(struct audit *a, const struct planned_instance *pi,
                        const struct planned_thread *t, const char *name)
{
    const struct planned_frames *buffer = &t->ipc->frames.at[0];

    audit_promised(a, intern_printf("%s, capability table", name),
                   audit_cnode(pi->space->cnode->name, pi->space->cnode_bits, 0,
                               64 - pi->space->cnode_bits));
    audit_promised(a, intern_printf("%s, address space", name),
                   intern_printf("'%s'", pi->space->vspace->name));
    audit_promised(a, intern_printf("%s, IPC buffer", name),
                   audit_frame_cap(buffer->object->name, buffer->first,
                                   RIGHT_READ | RIGHT_WRITE, ""));
    if (a->plan->faults && pi != a->plan->monitor)
        audit_promised(a, intern_printf("%s, fault handler", name),
                       audit_port(a->plan->faults, a->plan->faults->name,
                                  RIGHT_WRITE | RIGHT_GRANT_REPLY, t->number));
}

static void promise_thread(struct audit *a, const char *name, const char *text)
{
    audit_promised(a, intern_printf("%s, thread", name), text);
}

static void promise_start(struct audit *a, const struct planned_instance *pi,
                          const struct planned_thread *t, const char *name)
{
    uint64_t values[AUDIT_REGISTERS] = {pi->space->entry, t->stack->vaddr + t->stack->size,
        USER_MODE, pi->first_thread + (size_t)(t - pi->threads.at), t->ipc->vaddr};

    audit_promised(a, intern_printf("%s, registers", name), audit_registers(values));
}

/* threads to hand out: nobody has named or configured them */
static void promise_spare(struct audit *a, const struct planned_instance *pi)
{
    static const uint64_t fresh[AUDIT_REGISTERS] = {0, 0, USER_MODE};

    vec_each(const struct planned_cap *, c, &pi->caps) {
        const char *name = c->object->name;

        if (c->object->type != OBJECT_TCB || strcmp(c->role, "pool") != 0)
            continue;
        promise_thread(a, name,
            intern_printf("'%s', priority 0 of 0, core 0, domain 0, inactive, flags 0, "
                          "bound to nothing", name));
        audit_promised(a, intern_printf("%s, name", name), "-");
        audit_promised(a, intern_printf("%s, registers", name), audit_registers(fresh));
    }
}

static void promise_planned(struct audit *a, const struct planned_instance *pi,
                            const struct planned_thread *t, const struct plan_thread *row)
{
    const struct audited_thread *known = map_find(&a->threads, t->tcb->name);
    const char *name = known->name;

    promise_thread(a, name,
        intern_printf("'%s', priority %u of %u, core %u, domain %u, inactive, flags %u, "
                      "bound to %s", t->tcb->name, t->priority, t->mcp, t->core, t->domain,
                      t->flags, t->bound ? t->bound->name : "nothing"));
    audit_promised(a, intern_printf("%s, name", name),
                   intern_n(name, strnlen(name, NAME_LENGTH)));
    promise_start(a, pi, t, name);
    audit_promised(a, intern_printf("%s, time", name),
                   audit_time(t->sc->name, t->budget, t->period,
                              row->extra_refills + LEAST_REFILLS, t->core, t->number));
    promise_own(a, pi, t, name);
    vec_each(struct planned_instance **, member, &pi->space->members)
        vec_each(const struct planned_cap *, c, &(*member)->caps)
            audit_promised(a, intern_printf("%s, slot %u", name, c->slot), cap_words(c));
}

/* rows of the table: by slot of the TCB */
static void promise_threads(struct audit *a)
{
    const struct plan_thread *row = audit_rows(a->tables, PLAN_THREADS);
    struct map rows = {0};

    for (uint32_t i = 0; i < a->tables->table[PLAN_THREADS].count; i++)
        map_add(&rows, intern_printf("%u", row[i].tcb), (void *)&row[i]);
    vec_each(struct planned_instance **, pi, &a->plan->instances) {
        vec_each(const struct planned_thread *, t, &(*pi)->threads)
            promise_planned(a, *pi, t, map_find(&rows, intern_printf("%u", t->tcb->slot)));
        promise_spare(a, *pi);
    }
}

/* ---- pages ---- */

static void promise_region(struct audit *a, const struct planned_instance *pi,
                           const struct planned_region *r)
{
    uint64_t vaddr = r->vaddr;

    vec_each(const struct planned_frames *, f, &r->frames)
        for (uint32_t i = f->first; i < f->first + f->count; i++) {
            audit_promised(a, audit_page_place(pi->space->name, vaddr),
                    intern_printf("%s, r%s%s, %s", audit_frame(f->object->name, i, ""),
                                  r->rights & RIGHT_WRITE ? "w" : "", r->execute ? "x" : "",
                                  f->object->kind == UNTYPED_DEVICE ? "device"
                                  : r->uncached ? "uncached" : "cached"));
            vaddr += 1ul << f->object->size_bits;
        }
}

/* ---- what the root task keeps ---- */

static void keep(struct audit *a, uint32_t slot, const char *what)
{
    audit_promised(a, intern_printf("root, slot %u", slot), what);
}

/* what the kernel gave, and an audited root task still has: see docs/policy.md */
static void promise_given(struct audit *a)
{
    keep(a, ROOT_SLOT_TCB, "tcb 'root task'");
    keep(a, ROOT_SLOT_CNODE, audit_cnode("root task", a->tables->root_cnode_bits, 0,
                                         64 - a->tables->root_cnode_bits));
    keep(a, ROOT_SLOT_VSPACE, "'root task'");
    keep(a, ROOT_SLOT_ASID_POOL, "address space identifiers from 0 on");
    keep(a, ROOT_SLOT_IPC_BUFFER, audit_frame_cap("root task", 0, RIGHT_READ | RIGHT_WRITE, ""));
    keep(a, ROOT_SLOT_SCHED_CONTEXT, "sched_context 'root task'");
    keep(a, ROOT_SLOT_CONSOLE, "console");
    keep(a, ROOT_SLOT_DEBUG, "debug");
}

static const char *space_at(const struct map *spaces, uint32_t slot)
{
    const struct planned_object *o = map_find(spaces, intern_printf("%u", slot));

    return o ? o->name : "?";
}

/* by slot: where in which address space the capability in it is mapped, " at 0x... of 'space'" */
static const char **mapped_places(const struct audit *a)
{
    const struct plan_map *m = audit_rows(a->tables, PLAN_MAPS);
    const char **places = arena_alloc(a->tables->slot_end * sizeof *places);
    struct map spaces = {0};

    vec_each(struct planned_object **, o, &a->plan->objects)
        if ((*o)->type == OBJECT_VSPACE)
            map_add(&spaces, intern_printf("%u", (*o)->slot), *o);
    for (uint32_t i = 0; i < a->tables->table[PLAN_MAPS].count; i++)
        for (uint32_t k = 0; k < m[i].count && !m[i].is_table; k++)
            places[m[i].slot + k] = intern_printf(" at 0x%lx of '%s'",
                (unsigned long)(m[i].vaddr + ((uint64_t)k << m[i].page_bits)),
                space_at(&spaces, m[i].vspace));
    return places;
}

static void keep_frames(struct audit *a, const struct planned_object *o, uint32_t slot,
                        uint32_t first, uint32_t count, const char *const *places)
{
    for (uint32_t i = 0; i < count; i++)
        keep(a, slot + i, audit_frame_cap(o->name, first + i, RIGHT_READ | RIGHT_WRITE,
                                          places[slot + i] ? places[slot + i] : ""));
}

/* the copies through which pages are mapped a second time */
static void promise_copies(struct audit *a, const char *const *places)
{
    const struct plan_map *m = audit_rows(a->tables, PLAN_MAPS);
    struct planned_object **by_slot = arena_alloc(a->tables->slot_end * sizeof *by_slot);

    vec_each(struct planned_object **, o, &a->plan->objects)
        for (uint32_t i = 0; object_is_frame(*o) && i < (*o)->count; i++)
            by_slot[(*o)->slot + i] = *o;
    for (uint32_t i = 0; i < a->tables->table[PLAN_MAPS].count; i++)
        if (m[i].source)
            keep_frames(a, by_slot[m[i].source], m[i].slot,
                        m[i].source - by_slot[m[i].source]->slot, m[i].count, places);
}

/* 1 below the root of the address space, 3 the last */
static unsigned table_level(unsigned span_bits)
{
    return 4 - (span_bits - PAGE_BITS) / 9;
}

static void promise_tables(struct audit *a)
{
    vec_each(struct planned_space **, s, &a->plan->spaces)
        vec_each(const struct planned_table *, t, &(*s)->tables)
            keep(a, t->object->slot, audit_table(table_level(t->bits), (*s)->vspace->name,
                                                 t->vaddr));
}

/* identifiers beyond those of the kernel's own pool, in the order of the pools */
static void promise_pools(struct audit *a, const struct planned_object *o)
{
    for (uint32_t i = 0; i < o->count; i++) {
        keep(a, o->slot + i, audit_untyped_words(o->size_bits));
        keep(a, o->slot + o->count + i, intern_printf("address space identifiers from %u on",
                                                      (i + 1) << ASID_POOL_BITS));
    }
}

static void promise_root(struct audit *a)
{
    const char *const *places = mapped_places(a);

    promise_given(a);
    promise_tables(a);
    promise_copies(a, places);
    vec_each(struct planned_object **, o, &a->plan->objects)
        if (object_is_frame(*o))
            keep_frames(a, *o, (*o)->slot, 0, (*o)->count, places);
        else if ((*o)->type == OBJECT_TCB)
            keep(a, (*o)->slot, intern_printf("tcb '%s'", (*o)->name));
        else if ((*o)->type == OBJECT_SCHED_CONTEXT)
            keep(a, (*o)->slot, intern_printf("sched_context '%s'", (*o)->name));
        else if (object_is_asid_pools(*o))
            promise_pools(a, *o);
}

/* ---- all ---- */

/* Threads are known by their TCBs: names in the kernel are cut. */
static void name_threads(struct audit *a)
{
    vec_each(struct planned_instance **, pi, &a->plan->instances)
        vec_each(const struct planned_thread *, t, &(*pi)->threads) {
            struct audited_thread *thread = arena_alloc(sizeof *thread);

            *thread = (struct audited_thread){
                intern_printf("%s.%s", (*pi)->instance->name, t->name), (*pi)->space};
            map_add(&a->threads, t->tcb->name, thread);
        }
}

void audit_promise(struct audit *a)
{
    name_threads(a);
    promise_root(a);
    promise_threads(a);
    vec_each(struct planned_instance **, pi, &a->plan->instances)
        vec_each(struct planned_region **, r, &(*pi)->regions)
            promise_region(a, *pi, *r);
    for (size_t i = 0; i < a->plan->model->schedule.count; i++)
        audit_promised(a, intern_printf("schedule, turn %zu", i),
                       intern_printf("domain %u for %lu us", a->plan->model->schedule.at[i].domain,
                                     (unsigned long)a->plan->model->schedule.at[i].us));
}
