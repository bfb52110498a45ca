/*
 * What an instance hands out itself, or makes anew while it runs: kernel objects and untyped
 * memory for camkes_alloc(); with `simple`, hold of its own tables, threads and time besides, and
 * room in its CNode.
 */
#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"
#include "plan.h"

#define MAX_POOL           4096             /* kernel objects of one kind */
#define MIN_UNTYPED_BITS   4
#define MAX_UNTYPED_BITS   47
#define MAX_CNODE_BITS     18
#define SIMPLE_CNODE_BITS  10               /* where nobody says how many */

static uint64_t pool_size(struct planned_instance *pi, const char *name)
{
    return plan_checked(instance_value(pi->instance, name), name,
                        (struct plan_limits){0, 0, MAX_POOL});
}

static void add_pool(struct plan *plan, struct planned_instance *pi, const char *setting,
                     const struct planned_object *like, const char *role)
{
    uint64_t count = pool_size(pi, setting);

    for (uint64_t i = 0; i < count; i++) {
        struct planned_object *object = plan_add_object(
            plan, like->type, like->size_bits, pi->instance,
            intern_printf("%s.%s.%s%lu", pi->instance->name, role, like->name,
                          (unsigned long)i + 1));

        plan_add_cap(pi, (struct planned_cap){.object = object, .rights = RIGHT_ALL,
            .role = role});
    }
}

static bool names_untyped(const char *name)
{
    const char *digits = name + strcspn(name, "0123456789");

    return (strncmp(name, "untyped", 7) == 0 || strncmp(name, "simple_untyped", 14) == 0)
        && *digits && strcmp(digits + strspn(digits, "0123456789"), "_pool") == 0;
}

/* untyped<N>_pool, where there is such an N */
static void check_size(const struct setting *s)
{
    unsigned long bits = strtoul(s->name + strcspn(s->name, "0123456789"), NULL, 10);

    if (bits < MIN_UNTYPED_BITS || bits > MAX_UNTYPED_BITS)
        diag(s->span, DIAG_setting_range, "'%s': there are pieces of 2^%d to 2^%d bytes", s->name,
             MIN_UNTYPED_BITS, MAX_UNTYPED_BITS);
}

static bool has_untyped(const struct instance *instance)
{
    bool found = false;

    vec_each(const struct setting *, s, &instance->settings)
        if (names_untyped(s->name)) {
            check_size(s);
            found = true;
        }
    if (found)
        return true;
    vec_each(const struct attribute_value *, a, &instance->attributes)
        if (names_untyped(a->attribute->name))
            return true;
    return false;
}

/* <prefix><N>_pool: pieces of 2^N bytes, the largest first */
static void add_untyped(struct plan *plan, struct planned_instance *pi, const char *prefix,
                        const char *role)
{
    for (unsigned bits = MAX_UNTYPED_BITS; bits >= MIN_UNTYPED_BITS; bits--) {
        struct planned_object like = {.type = OBJECT_UNTYPED, .size_bits = bits,
            .name = intern_printf("untyped%u_", bits)};

        add_pool(plan, pi, intern_printf("%s%u_pool", prefix, bits), &like, role);
    }
}

static uint32_t add_own(struct planned_instance *pi, struct planned_object *object)
{
    return plan_add_cap(pi, (struct planned_cap){.object = object, .rights = RIGHT_ALL,
        .role = "simple"});
}

static void add_simple(struct plan *plan, struct planned_instance *pi,
                       struct planned_object *time_control)
{
    struct instance *i = pi->instance;

    if (has_untyped(i))
        add_untyped(plan, pi, "simple_untyped", "simple");
    pi->simple.cnode = add_own(pi, pi->space->cnode);
    pi->simple.vspace = add_own(pi, pi->space->vspace);
    pi->simple.tcb = add_own(pi, pi->threads.at[0].tcb);
    pi->simple.time = add_own(pi, pi->threads.at[0].sc);
    if (instance_value(i, intern("sched_ctrl"))
        && plan_checked(instance_value(i, intern("sched_ctrl")), "sched_ctrl",
                        (struct plan_limits){0, 0, 0}) == 0)
        pi->simple.time_control = add_own(pi, time_control);
}

void plan_pools(struct plan *plan, struct planned_instance *pi, struct planned_object *time_control)
{
    static const struct { const char *setting; struct planned_object like; } pools[] = {
        {"tcb_pool", {.name = "tcb", .type = OBJECT_TCB, .size_bits = TCB_BITS}},
        {"ep_pool", {.name = "ep", .type = OBJECT_ENDPOINT, .size_bits = 4}},
        {"notification_pool", {.name = "notification", .type = OBJECT_NOTIFICATION,
                               .size_bits = 6}}};

    for (size_t k = 0; k < sizeof pools / sizeof *pools; k++)
        add_pool(plan, pi, intern(pools[k].setting), &pools[k].like, "pool");
    if (has_untyped(pi->instance))
        add_untyped(plan, pi, "untyped", "pool");
    if (plan_is_set(pi->instance, intern("simple"), false))
        add_simple(plan, pi, time_control);
}

/* The slots of a program's CNode: as many as it holds, or as its members ask for. */
unsigned plan_cnode_bits(const struct planned_space *space)
{
    unsigned bits = 2;

    while ((size_t)1 << bits < (size_t)space->slots + 1)
        bits++;
    vec_each(struct planned_instance **, pi, &space->members) {
        struct value *value = instance_value((*pi)->instance, intern("cnode_size_bits"));
        uint64_t least = bits, wanted = plan_checked(value, "cnode_size_bits",
            (struct plan_limits){(*pi)->simple.cnode ? SIMPLE_CNODE_BITS : 0, least,
                                 MAX_CNODE_BITS});

        bits = wanted > bits ? (unsigned)wanted : bits;
    }
    return bits;
}
