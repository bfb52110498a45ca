#include "plan_device.h"

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "dtb.h"
#include "map.h"

#define MAX_PADDR (1ul << 48)

struct window { uint64_t start, end; struct span span; const char *name; };

struct devices {
    struct map windows;                     /* "first page:size": struct made */
    VEC(struct window) list;
    struct connection *user[MAX_IRQ];       /* of each interrupt */
};

struct devices *devices_new(void)
{
    return arena_alloc(sizeof(struct devices));
}

/* ---- the hardware end ---- */

static struct end *hardware_among(struct end *const *ends, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ends[i]->instance->component->hardware)
            return ends[i];
    return NULL;
}

struct end *device_end(const struct connection *c, const struct connector_object *o,
                                size_t which)
{
    struct end *end;

    if (o->per == PER_FROM)
        return hardware_among(&c->from.at[which], 1);
    if (o->per == PER_TO)
        return hardware_among(&c->to.at[which], 1);
    end = hardware_among(c->to.at, c->to.count);
    return end ? end : hardware_among(c->from.at, c->from.count);
}

static bool hardware_number(const struct end *end, const char *name, uint64_t *number)
{
    struct value *value = interface_value(end->instance, end->interface, name);

    return value && value_number(value, number);
}

/* the value of the setting, or, where it has none, the end in the connection */
static struct span place_of(const struct end *end, const char *setting)
{
    const struct value *value = interface_value(end->instance, end->interface, setting);

    return value ? value->span : end->span;
}

static bool lacks(const struct end *end, const char *setting)
{
    struct diag *d;

    /* what has a value of another kind, or none because of a mistake, is told elsewhere */
    if (interface_value(end->instance, end->interface, setting) || end->instance->unset)
        return false;
    d = diag(end->span, DIAG_device_incomplete, "'%s.%s' needs the setting '%s_%s'",
                          end->instance->name, end->interface->name, end->interface->name,
                          setting);

    if (!instance_value(end->instance, "dtb"))
        diag_help(d, "set it, or take all of them from the device tree: %s.dtb = "
                  "dtb({\"path\": \"/path\"});", end->instance->name);
    return false;
}

/* ---- registers ---- */

static bool overlaps_nothing(struct devices *devices, const struct end *end, uint64_t start,
                             uint64_t stop)
{
    if (diag_is_wrong(place_of(end, "paddr")))
        return false;
    vec_each(struct window *, w, &devices->list)
        if (start < w->end && w->start < stop) {
            struct diag *d = diag(place_of(end, "paddr"), DIAG_device_overlap, "the registers of "
                                  "'%s' at 0x%lx overlap those of '%s'", end->instance->name,
                                  (unsigned long)start, w->name);

            diag_note(d, w->span, "'%s' is connected here", w->name);
            return false;
        }
    *vec_push(&devices->list) = (struct window){start, stop, end->span, end->instance->name};
    return true;
}

static bool is_free(const struct end *end, uint64_t start, uint64_t stop)
{
    size_t count;
    const struct dtb_window *kernel = dtb_controller(&count);

    for (size_t i = 0; i < count; i++)
        if (start < kernel[i].address + kernel[i].size && kernel[i].address < stop) {
            diag(place_of(end, "paddr"), DIAG_device_of_kernel, "the registers of '%s' at 0x%lx "
                 "overlap those of the interrupt controller, which is the kernel's",
                 end->instance->name, (unsigned long)start);
            return false;
        }
    return true;
}

bool device_registers(struct plan *plan, struct devices *devices, const struct end *end,
                        struct made *made)
{
    uint64_t paddr, size, start;
    struct planned_object like = {.kind = UNTYPED_DEVICE, .owner = end->instance};
    struct made *same;
    const char *key;

    if (!hardware_number(end, "paddr", &paddr))
        return lacks(end, "paddr");
    if (!hardware_number(end, "size", &size))
        size = end->interface->size ? end->interface->size : PAGE_SIZE;
    if (size == 0 || size > MAX_SHARED || paddr > MAX_PADDR - size) {
        diag(place_of(end, paddr > MAX_PADDR ? "paddr" : "size"), DIAG_setting_range,
             "'%s': registers of %ld bytes at 0x%lx", end->instance->name, (long)size,
             (unsigned long)paddr);
        return false;
    }
    start = paddr & ~(uint64_t)(PAGE_SIZE - 1);
    made->offset = paddr - start;
    made->bytes = size;
    size = (made->offset + size + PAGE_SIZE - 1) & ~(uint64_t)(PAGE_SIZE - 1);
    key = intern_printf("%lx:%lx", (unsigned long)start, (unsigned long)size);
    same = map_find(&devices->windows, key);
    if (same) {
        made->frames = same->frames;
        return true;
    }
    if (!is_free(end, start, start + size)
        || !overlaps_nothing(devices, end, start, start + size))
        return false;
    like.address = start;
    like.name = intern_printf("%s.%s", end->instance->name, end->interface->name);
    plan_add_frames(plan, &like, size, &made->frames);
    map_add(&devices->windows, key, made);
    return true;
}

/* ---- interrupts ---- */

static bool is_edge(const struct end *end)
{
    struct value *value = interface_value(end->instance, end->interface, "irq_trigger");
    uint64_t number;

    if (!value)
        return false;
    if (value->kind == VALUE_STRING && strcmp(value->s, "edge") == 0)
        return true;
    return value_number(value, &number) && number == 1;
}

/* Can there be a handler, and will it ever hear of the interrupt? */
static bool is_line(const struct end *end, uint64_t number)
{
    struct span place = place_of(end, "irq_number");
    struct diag *d = NULL;

    if (number < FIRST_USER_IRQ || number >= MAX_IRQ) {
        diag(place, DIAG_setting_range, "interrupt %ld: they go from %d to %d", (long)number,
             FIRST_USER_IRQ, MAX_IRQ - 1);
        return false;
    }
    if (number == dtb_timer_interrupt()) {
        diag(place, DIAG_device_of_kernel, "interrupt %lu is that of the kernel's timer",
             (unsigned long)number);
        return false;
    }
    if (number < MAX_SGI)
        d = diag(place, DIAG_device_absent, "interrupt %lu will never come: below %d they are "
                 "raised by software, not by devices", (unsigned long)number, MAX_SGI);
    else if (number < PRIVATE_IRQS && dtb_loaded() && !dtb_with_interrupt(number))
        d = diag(place, DIAG_device_absent, "no device of the board has the interrupt %lu: below "
                 "%d they are each core's own", (unsigned long)number, PRIVATE_IRQS);
    if (d)
        diag_help(d, "shared interrupt n of a device tree or manual is number %d + n here",
                  PRIVATE_IRQS);
    return true;
}

bool device_interrupt(struct plan *plan, struct devices *devices, const struct end *end,
                     struct made *made, struct connection *connection)
{
    uint64_t number;

    if (!hardware_number(end, "irq_number", &number))
        return lacks(end, "irq_number");
    if (!is_line(end, number))
        return false;
    if (devices->user[number]) {
        struct diag *d = diag(place_of(end, "irq_number"), DIAG_irq_shared, "interrupt %lu is used "
                              "twice: by '%s' and by '%s'", (unsigned long)number,
                              devices->user[number]->name, connection->name);

        diag_note(d, devices->user[number]->span, "first used here");
        return false;
    }
    devices->user[number] = connection;
    made->object = plan_add_object(plan, OBJECT_IRQ, 0, end->instance,
                                   intern_printf("%s.%s", end->instance->name,
                                                 end->interface->name));
    made->object->address = number;
    made->object->trigger = is_edge(end);
    made->object->connection = connection;
    return true;
}
