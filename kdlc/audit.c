/*
 * The audit: facts that the plan promises, facts that the kernel printed, and their difference.
 * A fact is a place ("editor.control, slot 3") and what is there, in words.
 *
 * The log has two dumps. In the first the root task still holds everything that it made, each in
 * the slot that the tables say: from it comes which address is which object. The second is what
 * is left when everything has been given up; it is what is compared.
 */
#include "audit.h"

#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"
#include "audit_log.h"
#include "map.h"
#include "words.h"

#define NAME_LENGTH 31                  /* of threads in the kernel */

struct fact { const char *place, *what; };
VEC_OF(facts, struct fact);

struct frame_place { struct planned_object *object; uint32_t index; };

struct audit {
    struct plan *plan;
    const struct plan_header *tables;
    struct log_dump before, after;
    struct map objects;                 /* address: struct planned_object */
    struct map frames;                  /* physical address: struct frame_place */
    struct map spaces;                  /* address space identifier: struct planned_object */
    struct map kept;                    /* of the root task's slots: what is promised there */
    uint64_t **paddr;                   /* by object: of each frame */
    struct facts promised, found;
};

static const void *rows(const struct plan_header *tables, enum plan_table table)
{
    return (const char *)tables + tables->table[table].offset;
}

static void promise(struct audit *a, const char *place, const char *what)
{
    *vec_push(&a->promised) = (struct fact){place, what};
}

static void find(struct audit *a, const char *place, const char *what)
{
    *vec_push(&a->found) = (struct fact){place, what};
}

/* ---- which address is which object ---- */

/* slot: row of the objects; by root slot */
static struct planned_object **objects_by_slot(const struct audit *a)
{
    struct planned_object **by_slot = arena_alloc((a->tables->slot_end + 1) * sizeof *by_slot);

    vec_each(struct planned_object **, o, &a->plan->objects)
        for (uint32_t i = 0; (*o)->slot >= ROOT_SLOT_PLAN && i < (*o)->count
             && (*o)->slot + i < a->tables->slot_end; i++)
            by_slot[(*o)->slot + i] = *o;
    return by_slot;
}

static void learn_frame(struct audit *a, struct planned_object *o, uint32_t index,
                        const char *paddr)
{
    struct frame_place *place = arena_alloc(sizeof *place);

    *place = (struct frame_place){o, index};
    if (!a->paddr[o->index])
        a->paddr[o->index] = arena_alloc(o->count * sizeof(uint64_t));
    a->paddr[o->index][index] = strtoull(paddr, NULL, 16);
    map_add(&a->frames, intern(paddr), place);
}

static bool is_root(const struct log_line *l)
{
    return strcmp(l->words[1], "root") == 0;
}

/* "cap root SLOT type T ..." of what the tables made */
static void learn(struct audit *a)
{
    struct planned_object **by_slot = objects_by_slot(a);

    a->paddr = arena_alloc((a->plan->objects.count + 1) * sizeof *a->paddr);
    vec_each(const struct log_line *, l, &a->before.lines) {
        struct planned_object *o;
        const char *word;
        char *end;
        uint64_t slot;

        if (strcmp(l->words[0], "cap") != 0 || !is_root(l) || l->count < 5)
            continue;
        slot = strtoull(l->words[2], &end, 10);
        if (*end || slot >= a->tables->slot_end || !(o = by_slot[slot]))
            continue;
        if ((word = log_value(l, 5, "object")))
            map_add(&a->objects, word, o);
        else if ((word = log_value(l, 5, "paddr")))
            learn_frame(a, o, (uint32_t)(slot - o->slot), word);
        else if (o->type == OBJECT_VSPACE && (word = log_value(l, 5, "asid")))
            map_add(&a->spaces, word, o);
    }
}

static const char *object_name(const struct audit *a, const char *address)
{
    const struct planned_object *o = address ? map_find(&a->objects, address) : NULL;

    if (!address || strcmp(address, "0") == 0)
        return "nothing";
    return o ? o->name : intern_printf("an object at %s that the plan does not have", address);
}

static const char *space_name(const struct audit *a, const char *asid)
{
    const struct planned_object *o = asid ? map_find(&a->spaces, asid) : NULL;

    return o ? o->name : "an address space that the plan does not have";
}

/* ---- capabilities in words ---- */

static const char *frame_words(const char *name, uint32_t index, const char *where)
{
    return intern_printf("page %u of '%s'%s", index, name, where);
}

static const char *port_words(const struct planned_object *o, const char *name, uint64_t rights,
                              uint64_t badge)
{
    return intern_printf("'%s' (%s), badge %lu", name, o ? rights_text(o, (unsigned)rights) : "?",
                         (unsigned long)badge);
}

static const char *found_frame(const struct audit *a, const struct log_line *l, size_t at)
{
    const char *paddr = log_value(l, at, "paddr"), *asid = log_value(l, at, "asid");
    const struct frame_place *place = paddr ? map_find(&a->frames, paddr) : NULL;
    const char *where = asid && strcmp(asid, "0") != 0
        ? intern_printf(" at 0x%s of '%s'", log_value(l, at, "vaddr"), space_name(a, asid)) : "";

    return place ? frame_words(place->object->name, place->index, where)
                 : intern_printf("a page at %s that the plan does not have", paddr);
}

/* what a capability is; the words from `at` on are "TYPE ..." */
static const char *found_cap(const struct audit *a, const struct log_line *l, size_t at)
{
    const char *type = at < l->count ? l->words[at] : "?";
    const char *address = log_value(l, at, "object"), *name = object_name(a, address);

    if (strcmp(type, "endpoint") == 0 || strcmp(type, "notification") == 0)
        return port_words(map_find(&a->objects, address), name, log_number(l, at, "rights", 16),
                          log_number(l, at, "badge", 16));
    if (strcmp(type, "frame") == 0)
        return found_frame(a, l, at);
    if (strcmp(type, "irq_handler") == 0)
        return intern_printf("interrupt %s signals '%s', badge %lu", log_value(l, at, "irq"),
                             object_name(a, log_value(l, at, "signals")),
                             log_value(l, at, "signals")
                             ? (unsigned long)log_number(l, at, "badge", 16) : 0ul);
    if (strcmp(type, "cnode") == 0)
        return intern_printf("'%s' of 2^%s slots, guard %s of %s bits", name,
                             log_value(l, at, "radix"), log_value(l, at, "guard"),
                             log_value(l, at, "guard_bits"));
    if (strcmp(type, "vspace") == 0)
        return intern_printf("'%s'", space_name(a, log_value(l, at, "asid")));
    if (strcmp(type, "page_table") == 0)
        return intern_printf("a page table of '%s' at 0x%s",
                             space_name(a, log_value(l, at, "asid")), log_value(l, at, "vaddr"));
    if (strcmp(type, "smc") == 0)
        return intern_printf("firmware call %lu", (unsigned long)log_number(l, at, "function", 16));
    if (strcmp(type, "reply") == 0)
        return intern_printf("'%s'%s", name,
                             log_number(l, at, "grant", 10) ? "" : " without grant");
    return address ? intern_printf("%s '%s'", type, name) : type;
}

static const char *planned_cap_words(const struct planned_cap *c)
{
    const struct planned_object *o = c->object;

    switch (o->type) {
    case OBJECT_ENDPOINT:
    case OBJECT_NOTIFICATION:
        return port_words(o, o->name, c->rights, c->badge);
    case OBJECT_FRAME_4K:
    case OBJECT_FRAME_2M:
    case OBJECT_FRAME_1G:
        return frame_words(o->name, c->frame, "");
    case OBJECT_IRQ:
        return intern_printf("interrupt %lu signals '%s', badge %lu", (unsigned long)o->address,
                             o->signals ? o->signals->name : "nothing",
                             (unsigned long)o->signal_badge);
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
        return intern_printf("'%s' of 2^%u slots, guard 0 of 0 bits", o->name,
                             o->size_bits - SLOT_BITS);
    case OBJECT_UNTYPED:
    case OBJECT_PAGE_TABLE:
        break;
    }
    return intern_printf("%s '%s'", object_type_name(o->type), o->name);
}

/* ---- threads ---- */

static const char *kernel_name(const char *name)
{
    return intern_n(name, strnlen(name, NAME_LENGTH));
}

static void promise_own(struct audit *a, const struct planned_instance *pi,
                        const struct planned_thread *t, const char *name)
{
    const struct planned_object *frame = t->ipc->frames.at[0].object;

    promise(a, intern_printf("%s, capability table", name),
            intern_printf("'%s' of 2^%u slots, guard 0 of %u bits", pi->space->cnode->name,
                          pi->space->cnode_bits, 64 - pi->space->cnode_bits));
    promise(a, intern_printf("%s, address space", name),
            intern_printf("'%s'", pi->space->vspace->name));
    promise(a, intern_printf("%s, IPC buffer", name),
            frame_words(frame->name, t->ipc->frames.at[0].first, ""));
    if (a->plan->faults && pi != a->plan->monitor)
        promise(a, intern_printf("%s, fault handler", name),
                port_words(a->plan->faults, a->plan->faults->name,
                           RIGHT_WRITE | RIGHT_GRANT_REPLY, t->number));
}

/* threads to hand out: nobody has named or configured them */
static void promise_spare(struct audit *a, const struct planned_instance *pi)
{
    vec_each(const struct planned_cap *, c, &pi->caps)
        if (c->object->type == OBJECT_TCB && strcmp(c->role, "pool") == 0)
            promise(a, "-, thread",
                    intern_printf("'%s', priority 0 of 0, core 0, domain 0, inactive, flags 0, "
                                  "bound to nothing", c->object->name));
}

static void promise_thread(struct audit *a, const struct planned_instance *pi,
                           const struct planned_thread *t)
{
    const char *name = kernel_name(intern_printf("%s.%s", pi->instance->name, t->name));

    promise(a, intern_printf("%s, thread", name),
            intern_printf("'%s', priority %u of %u, core %u, domain %u, inactive, flags %u, "
                          "bound to nothing", t->tcb->name, t->priority, t->mcp, t->core,
                          t->domain, t->flags));
    promise(a, intern_printf("%s, time", name),
            intern_printf("'%s', %lu of %lu us, badge %zu", t->sc->name, (unsigned long)t->budget,
                          (unsigned long)t->period, t->number));
    promise_own(a, pi, t, name);
    vec_each(struct planned_instance **, member, &pi->space->members)
        vec_each(const struct planned_cap *, c, &(*member)->caps)
            promise(a, intern_printf("%s, slot %u", name, c->slot), planned_cap_words(c));
}

static void find_own(struct audit *a, const struct log_line *l)
{
    static const char *const roles[][2] = {{"cspace", "capability table"},
        {"vspace", "address space"}, {"buffer", "IPC buffer"}, {"fault", "fault handler"},
        {"timeout", "timeout handler"}};
    const char *role = l->words[2];

    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(roles[i][0], role) == 0)
            role = roles[i][1];
    find(a, intern_printf("%s, %s", l->words[1], role), found_cap(a, l, 4));
}

static void find_thread(struct audit *a, const struct log_line *l)
{
    find(a, intern_printf("%s, thread", l->words[1]),
         intern_printf("'%s', priority %s of %s, core %s, domain %s, %s, flags %lu, bound to %s",
                       object_name(a, log_value(l, 2, "object")), log_value(l, 2, "priority"),
                       log_value(l, 2, "mcp"), log_value(l, 2, "core"),
                       log_value(l, 2, "domain"), log_value(l, 2, "state"),
                       (unsigned long)log_number(l, 2, "flags", 16),
                       object_name(a, log_value(l, 2, "bound"))));
}

static void find_line(struct audit *a, const struct log_line *l)
{
    const char *kind = l->words[0];

    if (strcmp(kind, "thread") == 0)
        find_thread(a, l);
    else if (strcmp(kind, "context") == 0)
        find(a, intern_printf("%s, time", l->words[1]),
             intern_printf("'%s', %s of %s us, badge %lu",
                           object_name(a, log_value(l, 2, "object")), log_value(l, 2, "budget"),
                           log_value(l, 2, "period"),
                           (unsigned long)log_number(l, 2, "badge", 16)));
    else if (strcmp(kind, "own") == 0 && l->count > 4)
        find_own(a, l);
    else if (strcmp(kind, "cap") == 0 && l->count > 4)
        find(a, intern_printf("%s, slot %s", l->words[1], l->words[2]), found_cap(a, l, 4));
}

/* ---- pages ---- */

static const char *page_place(const char *space, uint64_t vaddr)
{
    return intern_printf("%s, page 0x%lx", space, (unsigned long)vaddr);
}

static void promise_region(struct audit *a, const struct planned_instance *pi,
                           const struct planned_region *r)
{
    uint64_t vaddr = r->vaddr;

    vec_each(const struct planned_frames *, f, &r->frames)
        for (uint32_t i = f->first; i < f->first + f->count; i++) {
            promise(a, page_place(pi->space->name, vaddr),
                    intern_printf("%s, r%s%s, %s", frame_words(f->object->name, i, ""),
                                  r->rights & RIGHT_WRITE ? "w" : "", r->execute ? "x" : "",
                                  f->object->kind == UNTYPED_DEVICE ? "device"
                                  : r->uncached ? "uncached" : "cached"));
            vaddr += 1ul << f->object->size_bits;
        }
}

static const char *owner_of(const struct audit *a, const char *thread)
{
    vec_each(struct planned_instance **, pi, &a->plan->instances)
        vec_each(const struct planned_thread *, t, &(*pi)->threads)
            if (kernel_name(intern_printf("%s.%s", (*pi)->instance->name, t->name)) == thread)
                return (*pi)->space->name;
    return thread;
}

static void find_pages(struct audit *a, const struct log_line *l)
{
    uint64_t vaddr = log_number(l, 2, "vaddr", 16), paddr = log_number(l, 2, "paddr", 16);
    uint64_t bytes = log_number(l, 2, "bytes", 16), count = log_number(l, 2, "count", 10);
    const char *owner = owner_of(a, l->words[1]);

    for (uint64_t i = 0; i < count && i <= a->frames.count; i++) {
        const struct frame_place *place = map_find(&a->frames, intern_printf("%lx",
            (unsigned long)(paddr + i * bytes)));

        find(a, page_place(owner, vaddr + i * bytes),
             intern_printf("%s, %s, %s", place ? frame_words(place->object->name, place->index, "")
                           : "memory that the plan does not have", log_value(l, 2, "access"),
                           log_value(l, 2, "memory")));
    }
}

/* ---- the root task, and untyped memory ---- */

static void keep(struct audit *a, const char *place, const char *what)
{
    promise(a, place, what);
    map_add(&a->kept, place, (void *)what);
}

static void promise_root(struct audit *a)
{
    static const struct { unsigned slot; const char *what; } given[] = {
        {ROOT_SLOT_TCB, "its thread"}, {ROOT_SLOT_CNODE, "its table"},
        {ROOT_SLOT_VSPACE, "its address space"}, {ROOT_SLOT_ASID_POOL, "asid_pool"},
        {ROOT_SLOT_IPC_BUFFER, "its buffer"}, {ROOT_SLOT_SCHED_CONTEXT, "its time"},
        {ROOT_SLOT_CONSOLE, "console"}, {ROOT_SLOT_DEBUG, "debug"}};
    const struct plan_object *o = rows(a->tables, PLAN_OBJECTS);
    const struct plan_map *m = rows(a->tables, PLAN_MAPS);
    const char *names = rows(a->tables, PLAN_NAMES);

    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        keep(a, intern_printf("root, slot %u", given[i].slot), given[i].what);
    for (uint32_t i = 0; i < a->tables->table[PLAN_OBJECTS].count; i++)
        for (uint32_t k = 0; o[i].keep && k < o[i].count; k++) {
            keep(a, intern_printf("root, slot %u", o[i].slot + k),
                    intern_printf("of '%s'", names + o[i].name));
            if (o[i].type == OBJECT_UNTYPED)
                keep(a, intern_printf("root, slot %u", o[i].slot + o[i].count + k),
                        "asid_pool");
        }
    for (uint32_t i = 0; i < a->tables->table[PLAN_MAPS].count; i++)
        for (uint32_t k = 0; m[i].source && k < m[i].count; k++)
            keep(a, intern_printf("root, slot %u", m[i].slot + k), "a second mapping");
}

/*
 * What root holds is compared by slot only: what is in the slots that stay is seen through the
 * threads and pages that they carry.
 */
static void find_root(struct audit *a, const struct log_line *l)
{
    const char *place = intern_printf("root, slot %s", l->words[2]), *kept;

    if (strcmp(l->words[0], "cap") != 0 || strchr(l->words[2], '.'))
        return;
    kept = map_find(&a->kept, place);
    find(a, place, kept ? kept : found_cap(a, l, 4));
}

static unsigned object_bits(const struct plan_object *o)
{
    static const uint8_t bits[] = {
#define OBJECT(number, id, name, size, text) [number] = size,
#include "../kernel/abi/objects.def"
#undef OBJECT
    };

    if (o->type == OBJECT_CNODE)
        return o->size_bits + SLOT_BITS;
    return bits[o->type] ? bits[o->type] : o->size_bits;
}

struct pool { uint64_t size, used, seen; const char *slot; };

static uint64_t pool_room(const struct pool *pool, unsigned bits)
{
    uint64_t used = (pool->used + (1ul << bits) - 1) >> bits << bits;

    return used < pool->size ? (pool->size - used) >> bits : 0;
}

/*
 * In the order of slots, big objects first, a row together where one has room for all of it: as
 * the root task does it.
 */
static void take(struct pool *pools, size_t count, const struct plan_object *o)
{
    unsigned bits = object_bits(o);
    uint64_t left = o->count;
    size_t i = 0;

    while (i < count && pool_room(&pools[i], bits) < left)
        i++;
    for (i = i < count ? i : 0; i < count && left; i++) {
        uint64_t room = pool_room(&pools[i], bits);

        room = room < left ? room : left;
        if (room)
            pools[i].used = ((pools[i].used + (1ul << bits) - 1) >> bits << bits)
                          + (room << bits);
        left -= room;
    }
}

/* of the first dump, when nothing had been given up: what is used of each untyped memory */
static void compare_untyped(struct audit *a)
{
    VEC(struct pool) pools = {0};
    const struct plan_object *o = rows(a->tables, PLAN_OBJECTS);
    uint64_t seen = 0;

    vec_each(const struct log_line *, l, &a->before.lines)
        if (strcmp(l->words[0], "cap") == 0 && is_root(l) && l->count > 5
            && strcmp(l->words[4], "untyped") == 0 && strcmp(l->words[5], "ram") == 0
            && strtoul(l->words[2], NULL, 10) < ROOT_SLOT_TEMP)
            *vec_push(&pools) = (struct pool){1ul << log_number(l, 5, "bits", 10), 0,
                log_number(l, 5, "used", 10), l->words[2]};
    for (uint32_t i = 0; i < a->tables->table[PLAN_OBJECTS].count; i++)
        if (o[i].kind == UNTYPED_RAM)
            take(pools.at, pools.count, &o[i]);
    vec_each(const struct pool *, p, &pools) {
        const char *place = intern_printf("untyped memory %s", p->slot);

        promise(a, place, intern_printf("%lu bytes used", (unsigned long)p->used));
        find(a, place, intern_printf("%lu bytes used", (unsigned long)p->seen));
        seen += p->seen;
    }
    /* what the report says that all objects take is what is gone */
    promise(a, "untyped memory in all", intern_printf("%lu bytes used",
                                                      (unsigned long)plan_ram(a->plan)));
    find(a, "untyped memory in all", intern_printf("%lu bytes used", (unsigned long)seen));
}

/* ---- comparison ---- */

static int by_place(const void *a, const void *b)
{
    const struct fact *x = a, *y = b;
    int places = strcmp(x->place, y->place);

    return places ? places : strcmp(x->what, y->what);
}

static size_t compare(struct audit *a, struct strbuf *out)
{
    size_t i = 0, j = 0, differences = 0;

    qsort(a->promised.at, a->promised.count, sizeof(struct fact), by_place);
    qsort(a->found.at, a->found.count, sizeof(struct fact), by_place);
    while (i < a->promised.count || j < a->found.count) {
        const struct fact *x = i < a->promised.count ? &a->promised.at[i] : NULL;
        const struct fact *y = j < a->found.count ? &a->found.at[j] : NULL;
        int order = !x ? 1 : !y ? -1 : strcmp(x->place, y->place);

        if (order < 0)
            strbuf_printf(out, "%s: missing: %s\n", x->place, x->what);
        else if (order > 0)
            strbuf_printf(out, "%s: not in the description: %s\n", y->place, y->what);
        else if (strcmp(x->what, y->what) != 0)
            strbuf_printf(out, "%s: is %s, should be %s\n", x->place, y->what, x->what);
        differences += order != 0 || strcmp(x->what, y->what) != 0;
        i += order <= 0;
        j += order >= 0;
    }
    return differences;
}

bool audit(struct plan *plan, const char *tables, const char *dump_file, struct strbuf *out)
{
    struct audit a = {.plan = plan, .tables = (const void *)tables};
    struct log_dump dumps[2] = {{{0}}};
    size_t differences;

    log_read(dump_file, dumps, 2);
    a.before = dumps[0];
    a.after = dumps[1];
    learn(&a);
    promise_root(&a);
    vec_each(const struct log_line *, l, &a.after.lines)
        if (is_root(l))
            find_root(&a, l);
        else if (strcmp(l->words[0], "pages") == 0)
            find_pages(&a, l);
        else
            find_line(&a, l);
    vec_each(struct planned_instance **, pi, &plan->instances) {
        vec_each(const struct planned_thread *, t, &(*pi)->threads)
            promise_thread(&a, *pi, t);
        promise_spare(&a, *pi);
        vec_each(struct planned_region **, r, &(*pi)->regions)
            promise_region(&a, *pi, *r);
    }
    compare_untyped(&a);
    differences = compare(&a, out);
    if (differences)
        strbuf_printf(out, "audit of %s: %zu differences\n", plan->model->name, differences);
    else
        strbuf_printf(out, "audit of %s: the kernel holds what the description says "
                      "(%zu facts)\n", plan->model->name, a.promised.count);
    return differences == 0;
}
