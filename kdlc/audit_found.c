/*
 * What the kernel printed, in words. In the first dump the root task still holds everything that
 * it made, each in the slot that the tables say: from there comes which address is which object.
 */
#include "audit_facts.h"

#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"

static bool is_root(const struct log_line *l)
{
    return strcmp(l->words[1], "root") == 0;
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
    map_add(&a->frames, intern(paddr), place);
}

/* an object that was there before the plan */
static struct planned_object *roots(const char *name)
{
    struct planned_object *o = arena_alloc(sizeof *o);

    o->name = name;
    return o;
}

/* what the root task itself consists of: what is said of its thread */
static void learn_root(struct audit *a, const struct log_line *l)
{
    const char *word = l->count > 4 ? log_value(l, 2, "object") : NULL;

    if (strcmp(l->words[0], "thread") == 0 && word)
        map_add(&a->objects, word, roots("root task"));
    else if (strcmp(l->words[0], "context") == 0 && word)
        map_add(&a->objects, word, roots("root task"));
    else if (strcmp(l->words[0], "own") == 0 && strcmp(l->words[2], "cspace") == 0 && word)
        map_add(&a->objects, word, a->root_cnode = roots("root task"));
    else if (strcmp(l->words[0], "own") == 0 && (word = log_value(l, 2, "asid")) != NULL
             && strcmp(l->words[2], "vspace") == 0)
        map_add(&a->spaces, word, roots("root task"));
    else if (strcmp(l->words[0], "own") == 0 && (word = log_value(l, 2, "paddr")) != NULL)
        learn_frame(a, roots("root task"), 0, word);
}

/* "cap root SLOT type T ..." of what the tables made */
void audit_learn(struct audit *a)
{
    struct planned_object **by_slot = objects_by_slot(a);

    vec_each(const struct log_line *, l, &a->before.lines) {
        struct planned_object *o;
        const char *word;
        char *end;
        uint64_t slot;

        if (!is_root(l))
            continue;
        if (strcmp(l->words[0], "cap") != 0 || l->count < 5) {
            learn_root(a, l);
            continue;
        }
        slot = strtoull(l->words[2], &end, 10);
        if (*end || slot >= a->tables->slot_end || !(o = by_slot[slot]))
            continue;
        if ((word = log_value(l, 5, "object")))
            map_add(&a->objects, word, o);
        else if ((word = log_value(l, 5, "paddr")) && o->type != OBJECT_UNTYPED)
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

/* ---- capabilities ---- */

static const char *found_frame(const struct audit *a, const struct log_line *l, size_t at)
{
    const char *paddr = log_value(l, at, "paddr"), *asid = log_value(l, at, "asid");
    const struct frame_place *place = paddr ? map_find(&a->frames, paddr) : NULL;
    const char *where = asid && strcmp(asid, "0") != 0
        ? intern_printf(" at 0x%s of '%s'", log_value(l, at, "vaddr"), space_name(a, asid)) : "";

    if (!place)
        return intern_printf("a page at %s that the plan does not have", paddr);
    /* where the kernel put the buffer of the root task is its own affair */
    return audit_frame_cap(place->object->name, place->index,
                           (unsigned)log_number(l, at, "rights", 16),
                           place->object->count ? where : "");
}

static const char *found_irq(const struct audit *a, const struct log_line *l, size_t at)
{
    const char *signals = log_value(l, at, "signals"), *trigger = log_value(l, at, "trigger");

    return audit_irq(log_number(l, at, "irq", 10), trigger && strcmp(trigger, "edge") == 0,
                     (unsigned)log_number(l, at, "core", 10), object_name(a, signals),
                     signals ? log_number(l, at, "badge", 16) : 0);
}

/* what a capability is; the words from `at` on are "TYPE ..." */
static const char *found_cap(const struct audit *a, const struct log_line *l, size_t at)
{
    const char *type = at < l->count ? l->words[at] : "?";
    const char *address = log_value(l, at, "object"), *name = object_name(a, address);

    if (strcmp(type, "endpoint") == 0 || strcmp(type, "notification") == 0)
        return audit_port(address ? map_find(&a->objects, address) : NULL, name,
                          log_number(l, at, "rights", 16), log_number(l, at, "badge", 16));
    if (strcmp(type, "frame") == 0)
        return found_frame(a, l, at);
    if (strcmp(type, "irq_handler") == 0)
        return found_irq(a, l, at);
    if (strcmp(type, "cnode") == 0)
        return audit_cnode(name, (unsigned)log_number(l, at, "radix", 10),
                           log_number(l, at, "guard", 16),
                           (unsigned)log_number(l, at, "guard_bits", 10));
    if (strcmp(type, "untyped") == 0)
        return audit_untyped_words((unsigned)log_number(l, at + 2, "bits", 10));
    if (strcmp(type, "vspace") == 0)
        return intern_printf("'%s'", space_name(a, log_value(l, at, "asid")));
    if (strcmp(type, "page_table") == 0)
        return audit_table((unsigned)log_number(l, at, "level", 10),
                           space_name(a, log_value(l, at, "asid")),
                           log_number(l, at, "vaddr", 16));
    if (strcmp(type, "smc") == 0)
        return intern_printf("firmware call %lu", (unsigned long)log_number(l, at, "function", 16));
    if (strcmp(type, "reply") == 0)
        return intern_printf("'%s'%s", name,
                             log_number(l, at, "grant", 10) ? "" : " without grant");
    if (strcmp(type, "asid_pool") == 0)
        return intern_printf("address space identifiers from %lu on",
                             (unsigned long)log_number(l, at, "first", 10));
    return address ? intern_printf("%s '%s'", type, name) : type;
}

/* ---- threads ---- */

static void find_own(struct audit *a, const struct log_line *l, const char *name)
{
    static const char *const roles[][2] = {{"cspace", "capability table"},
        {"vspace", "address space"}, {"buffer", "IPC buffer"}, {"fault", "fault handler"},
        {"timeout", "timeout handler"}};
    const char *role = l->words[2];

    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(roles[i][0], role) == 0)
            role = roles[i][1];
    audit_found(a, intern_printf("%s, %s", name, role), found_cap(a, l, 4));
}

static void find_thread(struct audit *a, const struct log_line *l, const char *name)
{
    audit_found(a, intern_printf("%s, thread", name),
         intern_printf("'%s', priority %s of %s, core %s, domain %s, %s, flags %lu, bound to %s",
                       object_name(a, log_value(l, 2, "object")), log_value(l, 2, "priority"),
                       log_value(l, 2, "mcp"), log_value(l, 2, "core"),
                       log_value(l, 2, "domain"), log_value(l, 2, "state"),
                       (unsigned long)log_number(l, 2, "flags", 16),
                       object_name(a, log_value(l, 2, "bound"))));
    audit_found(a, intern_printf("%s, name", name), l->words[1]);
}

static void find_registers(struct audit *a, const struct log_line *l, const char *name)
{
    uint64_t values[AUDIT_REGISTERS];

    for (unsigned i = 0; i < AUDIT_REGISTERS; i++) {
        const char *key = intern_printf("r%u", i);

        values[i] = log_value(l, 2, key) ? log_number(l, 2, key, 16) : 0;
    }
    audit_found(a, intern_printf("%s, registers", name), audit_registers(values));
}

static void find_time(struct audit *a, const struct log_line *l, const char *name)
{
    audit_found(a, intern_printf("%s, time", name),
                audit_time(object_name(a, log_value(l, 2, "object")),
                           log_number(l, 2, "budget", 10), log_number(l, 2, "period", 10),
                           log_number(l, 2, "refills", 10), log_number(l, 2, "core", 10),
                           log_number(l, 2, "badge", 16)));
}

static void find_pages(struct audit *a, const struct log_line *l, const char *space)
{
    uint64_t vaddr = log_number(l, 2, "vaddr", 16), paddr = log_number(l, 2, "paddr", 16);
    uint64_t bytes = log_number(l, 2, "bytes", 16), count = log_number(l, 2, "count", 10);

    for (uint64_t i = 0; i < count && i <= a->frames.count; i++) {
        const struct frame_place *place = map_find(&a->frames, intern_printf("%lx",
            (unsigned long)(paddr + i * bytes)));

        audit_found(a, audit_page_place(space, vaddr + i * bytes),
             intern_printf("%s, %s, %s", place
                           ? audit_frame(place->object->name, place->index, "")
                           : "memory that the plan does not have", log_value(l, 2, "access"),
                           log_value(l, 2, "memory")));
    }
}

/* a line about the thread that the last line "thread" was of */
static void find_line(struct audit *a, const struct log_line *l,
                      const struct audited_thread *thread)
{
    const char *kind = l->words[0];

    if (strcmp(kind, "thread") == 0)
        find_thread(a, l, thread->name);
    else if (strcmp(kind, "registers") == 0)
        find_registers(a, l, thread->name);
    else if (strcmp(kind, "context") == 0)
        find_time(a, l, thread->name);
    else if (strcmp(kind, "pages") == 0)
        find_pages(a, l, thread->space ? thread->space->name : thread->name);
    else if (strcmp(kind, "own") == 0 && l->count > 4)
        find_own(a, l, thread->name);
    else if (strcmp(kind, "cap") == 0 && l->count > 4)
        audit_found(a, intern_printf("%s, slot %s", thread->name, l->words[2]),
                    found_cap(a, l, 4));
}

/* The thread by its object, as names in the kernel are cut. */
static struct audited_thread thread_of(const struct audit *a, const struct log_line *l)
{
    const char *address = log_value(l, 2, "object");
    const struct planned_object *tcb = address ? map_find(&a->objects, address) : NULL;
    const struct audited_thread *known = tcb ? map_find(&a->threads, tcb->name) : NULL;

    return known ? *known : (struct audited_thread){tcb ? tcb->name : l->words[1], NULL};
}

void audit_find(struct audit *a)
{
    struct audited_thread thread = {"nobody", NULL};

    vec_each(const struct log_line *, l, &a->after.lines) {
        const char *kind = l->words[0];

        if (strcmp(kind, "turn") == 0) {
            audit_found(a, intern_printf("schedule, turn %s", l->words[1]),
                        intern_printf("domain %lu for %lu us",
                                      (unsigned long)log_number(l, 2, "domain", 10),
                                      (unsigned long)log_number(l, 2, "length", 10)));
        } else if (is_root(l)) {
            if (strcmp(kind, "cap") == 0 && l->count > 4 && !strchr(l->words[2], '.'))
                audit_found(a, intern_printf("root, slot %s", l->words[2]), found_cap(a, l, 4));
        } else {
            if (strcmp(kind, "thread") == 0)
                thread = thread_of(a, l);
            find_line(a, l, &thread);
        }
    }
}
