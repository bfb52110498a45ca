/* What a plan is put together from: objects, capabilities, regions; and numbers in settings. */
#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"
#include "plan.h"

struct planned_object *plan_add_object(struct plan *plan, enum object_number type, unsigned bits,
                                       struct instance *owner, const char *name)
{
    struct planned_object *object = arena_alloc(sizeof *object);

    *object = (struct planned_object){.type = type, .size_bits = bits, .kind = UNTYPED_RAM,
        .count = 1, .owner = owner, .name = name, .index = plan->objects.count};
    *vec_push(&plan->objects) = object;
    return object;
}

uint32_t plan_add_cap(struct planned_instance *pi, struct planned_cap cap)
{
    cap.slot = ++pi->space->slots;
    *vec_push(&pi->caps) = cap;
    return cap.slot;
}

uint32_t plan_add_frame_caps(struct planned_instance *pi, struct planned_cap cap,
                             const struct frame_runs *frames)
{
    uint32_t first = pi->space->slots + 1;

    vec_each(const struct planned_frames *, f, frames)
        for (uint32_t i = f->first; i < f->first + f->count; i++) {
            cap.object = f->object;
            cap.frame = i;
            plan_add_cap(pi, cap);
        }
    return first;
}

struct planned_region *plan_add_region(struct planned_instance *pi, enum region_use use,
                                       const char *name, uint64_t size)
{
    struct planned_region *region = arena_alloc(sizeof *region);

    *region = (struct planned_region){.name = name, .use = use, .bytes = size,
        .size = (size + PAGE_SIZE - 1) & ~(uint64_t)(PAGE_SIZE - 1),
        .rights = RIGHT_READ | RIGHT_WRITE};
    *vec_push(&pi->regions) = region;
    return region;
}

void plan_add_frames(struct plan *plan, const struct planned_object *like, uint64_t size,
                     struct frame_runs *runs)
{
    const uint64_t large = 1ul << LARGE_PAGE_BITS;
    uint64_t at = like->address, end = at + size;

    while (at < end) {
        bool is_large = at % large == 0 && end - at >= large;
        uint64_t stop = is_large ? end & ~(large - 1) : (at + large) & ~(large - 1);
        unsigned bits = is_large ? LARGE_PAGE_BITS : PAGE_BITS;
        struct planned_object *run;

        /* small pages go on to the end where no large one fits behind them */
        if (!is_large && (stop > end || end - stop < large))
            stop = end;
        run = plan_add_object(plan, is_large ? OBJECT_FRAME_2M : OBJECT_FRAME_4K, bits,
                              like->owner, like->name);
        run->kind = like->kind;
        run->address = like->kind == UNTYPED_RAM ? 0 : at;
        run->connection = like->connection;
        run->count = (uint32_t)((stop - at) >> bits);
        if (runs->count)
            run->name = intern_printf("%s.%zu", like->name, runs->count + 1);
        *vec_push(runs) = (struct planned_frames){run, 0, run->count};
        at = stop;
    }
}

void region_show(struct planned_region *region, const struct frame_runs *runs)
{
    vec_each(const struct planned_frames *, f, runs) {
        *vec_push(&region->frames) = *f;
        f->object->mappings++;
    }
}

struct planned_region *plan_private_region(struct plan *plan, struct planned_instance *pi,
                                             enum region_use use, const char *name, uint64_t size)
{
    struct planned_region *region = plan_add_region(pi, use, name, size);
    struct frame_runs runs = {0};
    struct planned_object like = {.kind = UNTYPED_RAM, .owner = pi->instance,
        .name = intern_printf("%s.%s", pi->instance->name, name)};

    plan_add_frames(plan, &like, region->size, &runs);
    region_show(region, &runs);
    return region;
}

struct planned_instance *plan_instance(struct plan *plan, const struct instance *instance)
{
    return plan->by_index[instance->index];
}

/* ---- settings ---- */

bool value_number(const struct value *value, uint64_t *number)
{
    char *end;

    if (value->kind == VALUE_INT || value->kind == VALUE_BOOL) {
        *number = (uint64_t)value->i;
        return true;
    }
    if (value->kind != VALUE_STRING || !value->s[0])
        return false;
    *number = strtoull(value->s, &end, 0);
    return !*end;
}

bool plan_is_set(struct instance *instance, const char *name, bool fallback)
{
    struct value *value = instance_value(instance, name);
    uint64_t number;

    return value && value_number(value, &number) ? number != 0 : fallback;
}

/* where bounds come from that stand elsewhere, or NULL */
static const char *origin_of(const char *setting)
{
    if (strcmp(setting, "affinity") == 0)
        return "the kernel is built for so many cores: SMP=n of make";
    return strcmp(setting, "budget") == 0 ? "its period is the bound" : NULL;
}

uint64_t plan_checked(struct value *value, const char *what, struct plan_limits limits)
{
    uint64_t number;
    struct diag *d;

    if (!value)
        return limits.fallback;
    if (value_number(value, &number) && number >= limits.min && number <= limits.max)
        return number;
    if (diag_is_wrong(value->span))
        return limits.fallback;
    d = diag(value->span, DIAG_setting_range, "%s must be a number from %lu to %lu", what,
             (unsigned long)limits.min, (unsigned long)limits.max);
    if (origin_of(what))
        diag_help(d, "%s", origin_of(what));
    return limits.fallback;
}
