/*
 * The plan against the memory of the board: before the programs are there, what it takes in all;
 * with the image, piece by piece as the root task will take it.
 */
#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "dtb.h"
#include "plan.h"
#include "ram.h"

/* bytes of RAM that are retyped for it; devices and pages of the image lie elsewhere */
static uint64_t object_ram(const struct planned_object *o)
{
    bool takes = o->kind == UNTYPED_RAM && o->type < OBJECT_IRQ;

    return takes ? (uint64_t)o->count << o->size_bits : 0;
}

uint64_t plan_ram(const struct plan *plan)
{
    uint64_t total = 0;

    vec_each(struct planned_object **, o, &plan->objects)
        total += object_ram(*o);
    return total;
}

struct consumer { const char *name; struct span span; uint64_t bytes; };

static int by_bytes(const void *a, const void *b)
{
    const struct consumer *x = a, *y = b;

    return (x->bytes < y->bytes) - (x->bytes > y->bytes);
}

/* RAM of each instance, then of each connection, the biggest first */
static struct consumer *consumers(const struct plan *plan, size_t *count)
{
    const struct model *model = plan->model;
    struct consumer *list;

    *count = model->instances.count + model->connections.count;
    list = arena_alloc((*count + 1) * sizeof *list);
    for (size_t i = 0; i < model->instances.count; i++)
        list[i] = (struct consumer){model->instances.at[i]->name, model->instances.at[i]->span, 0};
    for (size_t i = 0; i < model->connections.count; i++)
        list[model->instances.count + i] = (struct consumer){
            model->connections.at[i]->name, model->connections.at[i]->span, 0};
    vec_each(struct planned_object **, o, &plan->objects)
        if ((*o)->owner)
            list[(*o)->owner->index].bytes += object_ram(*o);
        else if ((*o)->connection)
            list[model->instances.count + (*o)->connection->index].bytes += object_ram(*o);
    qsort(list, *count, sizeof *list, by_bytes);
    return list;
}

static unsigned long kib(uint64_t bytes)
{
    return (unsigned long)((bytes + 1023) / 1024);
}

/* reported where most is taken, with those who take most */
static bool exceeded(const struct plan *plan, const char *message)
{
    size_t count;
    struct consumer *list = consumers(plan, &count);
    struct diag *d = diag(list[0].span, DIAG_memory_exceeded, "%s", message);

    for (size_t i = 0; i < count && i < 5 && list[i].bytes; i++)
        diag_note(d, list[i].span, "'%s' takes %lu KiB", list[i].name, kib(list[i].bytes));
    return false;
}

uint64_t plan_board_ram(void)
{
    size_t count;
    const struct dtb_window *windows = dtb_memory(&count);
    uint64_t bytes = 0;

    for (size_t i = 0; i < count; i++)
        bytes += windows[i].size;
    return bytes;
}

bool plan_fits(struct plan *plan)
{
    uint64_t need = plan_ram(plan);

    if (plan->board_ram == 0 || need <= plan->board_ram)
        return true;
    if (plan->exceeded)
        return false;
    plan->exceeded = true;
    return exceeded(plan, arena_printf("the system needs %lu KiB of memory, the board has %lu KiB",
                                       kib(need), (unsigned long)(plan->board_ram / 1024)));
}

/* ---- piece by piece ---- */

static int by_slot(const void *a, const void *b)
{
    const struct planned_object *x = *(struct planned_object *const *)a;
    const struct planned_object *y = *(struct planned_object *const *)b;

    return (x->slot > y->slot) - (x->slot < y->slot);
}

/* those that are made of RAM, in the order in which the root task makes them */
static struct planned_object **objects_of_ram(const struct plan *plan, size_t *count)
{
    struct planned_object **list = arena_alloc((plan->objects.count + 1) * sizeof *list);

    *count = 0;
    vec_each(struct planned_object **, o, &plan->objects)
        if (object_ram(*o))
            list[(*count)++] = *o;
    qsort(list, *count, sizeof *list, by_slot);
    return list;
}

/* how many of an object's parts found no place */
static uint64_t place(struct ram *ram, const struct planned_object *o)
{
    struct pool *pools = ram->pools.at;
    uint64_t left = o->count, n = 1;
    uint64_t at = pools_first(pools, ram->pools.count, o->size_bits, left);

    for (; left && n; left -= n)
        n = pools_take(pools, ram->pools.count, &at, o->size_bits, left);
    return left;
}

static bool no_place(const struct plan *plan, const struct planned_object *o, uint64_t missing,
                     uint64_t left)
{
    const char *how = left >> o->size_bits >= missing ? ", in smaller pieces" : "";

    return exceeded(plan, arena_printf(
        "there is no memory for %lu of the %u pieces of %lu bytes of '%s': %lu KiB are left%s",
        (unsigned long)missing, o->count, 1ul << o->size_bits, o->name,
        (unsigned long)(left / 1024), how));
}

bool plan_place(struct plan *plan, const struct image_directory *image)
{
    const char *why;
    struct ram *ram = plan->board_ram ? ram_hand_out(image, &why) : NULL;
    struct planned_object **objects;
    size_t count;

    if (!plan->board_ram)
        return true;
    if (!ram)
        return exceeded(plan, why);
    objects = objects_of_ram(plan, &count);
    for (size_t i = 0; i < count; i++) {
        uint64_t missing = place(ram, objects[i]);

        if (missing)
            return no_place(plan, objects[i], missing, ram_left(ram));
    }
    plan->ram = ram;
    return true;
}
