/* report/report.txt: for people. Totals, then each component, then each object. */
#include "ram.h"
#include "report.h"
#include "schedule.h"
#include "stack.h"

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"

static const char *through(const struct connection *connection, const struct end *end)
{
    if (!connection)
        return "";
    return end ? intern_printf("%s (%s)", connection->name, end->interface->name)
               : connection->name;
}

/* ---- totals ---- */

static void add_amount(struct strbuf *out, const char *what, uint64_t bytes)
{
    strbuf_printf(out, "    %-34s %14lu bytes\n", what, (unsigned long)bytes);
}

static void add_totals(struct strbuf *out, const struct report *r)
{
    const struct plan *plan = r->plan;

    strbuf_printf(out, "System %s\n\n", plan->model->name);
    strbuf_printf(out, "  %zu components, %zu connections, %zu threads, %zu capabilities, "
                  "%zu kernel objects\n\n", plan->instances.count, plan->model->connections.count,
                  plan->thread_count, r->caps, r->objects);
    strbuf_add(out, "  Memory\n");
    add_amount(out, "objects of components", r->ram - r->connections_ram);
    add_amount(out, "objects of connections", r->connections_ram);
    if (plan->image_size) {
        add_amount(out, "boot image", plan->image_size);
        add_amount(out, "  of it programs of components", r->programs);
        add_amount(out, "root task's capability table", r->root_cnode);
    } else {
        strbuf_add(out, "    programs and image                 not linked yet\n");
    }
    add_amount(out, "total", r->total);
    if (plan->ram) {
        add_amount(out, "left for nobody", ram_left(plan->ram));
        add_amount(out, "  of it in one piece", ram_largest(plan->ram));
    }
    if (plan->board_ram) {
        unsigned long tenths = (unsigned long)(r->total * 1000 / plan->board_ram);

        add_amount(out, "memory of the board", plan->board_ram);
        strbuf_printf(out, "    used of it                         %12lu.%lu %%\n", tenths / 10,
                      tenths % 10);
    }
}

static void add_overview(struct strbuf *out, const struct report *r)
{
    strbuf_printf(out, "\n  %-24s %-20s %8s %6s %14s %14s\n", "Component", "type", "threads",
                  "caps", "own bytes", "common bytes");
    for (size_t i = 0; i < r->plan->instances.count; i++) {
        const struct planned_instance *pi = r->plan->instances.at[i];

        strbuf_printf(out, "  %-24s %-20s %8zu %6zu %14lu %14lu\n", pi->instance->name,
                      pi->instance->component->name, pi->threads.count, pi->caps.count,
                      (unsigned long)r->instances[i].own_total,
                      (unsigned long)r->instances[i].common_total);
    }
}

static void add_cores(struct strbuf *out, const struct report *r)
{
    strbuf_printf(out, "\n  Time  %10s %14s %24s\n", "threads", "no budget", "others may use");
    vec_each(const struct core_time *, c, &r->schedule->cores)
        strbuf_printf(out, "    core %-3u %5zu %14zu %20lu.%lu %%\n", c->core, c->threads,
                      c->unlimited, (unsigned long)(c->millionths / 10000),
                      (unsigned long)(c->millionths / 1000 % 10));
}

/* Bounds of the threads that have a budget: of the others nothing can be said. */
static void add_times(struct strbuf *out, const struct report *r)
{
    size_t known = 0;

    add_cores(out, r);
    vec_each(struct planned_instance **, pi, &r->plan->instances)
        vec_each(const struct planned_thread *, t, &(*pi)->threads) {
            const struct thread_time *time = &r->schedule->threads[t->number - 1];

            if (!time->limited)
                continue;
            strbuf_add(out, known++ ? "" : "\n    Within microseconds\n");
            strbuf_printf(out, "    %s.%s\n        budget used up: %s\n", (*pi)->instance->name,
                          t->name, time_bound_text(&time->own));
            if (!time->own.unknown && (time->job.unknown || time->job.us != time->own.us))
                strbuf_printf(out, "        with one call through each connection: %s\n",
                              time_bound_text(&time->job));
            if (!time->own.unknown && (time->answer.us || time->answer.unknown))
                strbuf_printf(out, "        a call answered: %s\n",
                              time_bound_text(&time->answer));
        }
    if (!known)
        strbuf_add(out, "    not enough is stated for bounds: no thread has a budget below its "
                   "period\n");
}

/* ---- one component ---- */

static void add_threads(struct strbuf *out, const struct planned_instance *pi)
{
    strbuf_printf(out, "\n  Threads\n    %6s  %-20s %8s %8s %10s %10s %8s %4s %6s\n", "number",
                  "name", "priority", "may give", "budget us", "period us", "stack", "core",
                  "domain");
    vec_each(const struct planned_thread *, t, &pi->threads)
        strbuf_printf(out, "    %6zu  %-20s %8u %8u %10lu %10lu %8lu %4u %6u%s%s\n", t->number,
                      t->name, t->priority, t->mcp, (unsigned long)t->budget,
                      (unsigned long)t->period, (unsigned long)t->stack_size, t->core, t->domain,
                      t->flags ? "  physical timer" : "", t->passive ? "  passive" : "");
}

static void add_names(struct strbuf *out, const char *what, const struct names *names,
                      const char *separator)
{
    vec_each(const char **, name, names)
        strbuf_printf(out, "%s%s", name == names->at ? what : separator, *name);
    strbuf_add(out, names->count ? "\n" : "");
}

static void add_stacks(struct strbuf *out, const struct planned_instance *pi)
{
    if (!pi->threads.count || !pi->threads.at[0].use)
        return;
    strbuf_add(out, "\n  Stacks\n");
    vec_each(const struct planned_thread *, t, &pi->threads) {
        strbuf_printf(out, "    %-20s %s of %lu\n", t->name, stack_text(t),
                      (unsigned long)t->stack_size);
        add_names(out, "        deepest: ", &t->use->deepest, ", ");
        add_names(out, "        no bound: ", &t->use->open, "\n                  ");
        if (t->use->bounded)
            add_names(out, "        through pointers: ", &t->use->pointers, ", ");
    }
}

static void add_caps(struct strbuf *out, const struct planned_instance *pi)
{
    strbuf_printf(out, "\n  Capabilities (a table of %u slots)\n    %5s  %-34s %-22s %10s  %s\n",
                  1u << pi->space->cnode_bits, "slot", "object", "rights", "badge", "through");
    vec_each(const struct planned_cap *, c, &pi->caps) {
        const char *rights = rights_text(c->object, c->rights);
        const char *way = through(c->connection, c->end);

        strbuf_printf(out, "    %5u  %-34s %-22s", c->slot, c->object->name,
                      *rights ? rights : "-");
        if (c->badge)
            strbuf_printf(out, " %#10lx", (unsigned long)c->badge);
        else
            strbuf_printf(out, " %10s", "-");
        strbuf_printf(out, *way ? "  %s\n" : "\n", way);
    }
}

static void add_memory(struct strbuf *out, const struct instance_report *ir)
{
    strbuf_printf(out, "\n  Memory%38s %14s\n", "own bytes", "common bytes");
    for (int kind = 0; kind < MEMORY_KINDS; kind++)
        if (ir->own[kind] || ir->common[kind])
            strbuf_printf(out, "    %-28s %11lu %14lu\n", memory_kind_name(kind),
                          (unsigned long)ir->own[kind], (unsigned long)ir->common[kind]);
    strbuf_printf(out, "    %-28s %11lu %14lu\n", "total", (unsigned long)ir->own_total,
                  (unsigned long)ir->common_total);
    if (ir->through_connections)
        strbuf_printf(out, "    %-28s %11s %14lu\n", "shared through connections", "",
                      (unsigned long)ir->through_connections);
}

static void add_regions(struct strbuf *out, const struct planned_instance *pi)
{
    strbuf_add(out, "\n  Address space");
    if (pi->space->entry)
        strbuf_printf(out, " (entry %#lx)", (unsigned long)pi->space->entry);
    strbuf_printf(out, "\n    %-26s %10s  %-14s %-12s %s\n", "addresses", "bytes", "access", "use",
                  "name");
    vec_each(struct planned_region **, p, &pi->regions) {
        const struct planned_region *r = *p;
        const char *way = through(r->connection, NULL);

        strbuf_printf(out, "    %12lx-%-13lx %10lu  %-14s %-12s %s%s%s\n", (unsigned long)r->vaddr,
                      (unsigned long)(r->vaddr + r->size), (unsigned long)r->size, access_text(r),
                      region_use_name(r->use), r->name, *way ? "  through " : "", way);
    }
}

static void add_devices(struct strbuf *out, const struct planned_instance *pi)
{
    bool any = false;

    vec_each(struct planned_region **, p, &pi->regions) {
        const struct planned_region *r = *p;

        if (r->use != REGION_DEVICE)
            continue;
        strbuf_add(out, any ? "" : "\n  Devices and interrupts\n");
        strbuf_printf(out, "    registers %#lx, %lu bytes (%s): %s  through %s\n",
                      (unsigned long)(r->frames.at[0].object->address + r->offset),
                      (unsigned long)r->bytes, access_text(r), r->frames.at[0].object->name,
                      through(r->connection, r->end));
        any = true;
    }
    vec_each(const struct planned_cap *, c, &pi->caps) {
        if (c->object->type != OBJECT_IRQ)
            continue;
        strbuf_add(out, any ? "" : "\n  Devices and interrupts\n");
        strbuf_printf(out, "    interrupt %lu, %s, core %u: %s  through %s\n",
                      (unsigned long)c->object->address, c->object->trigger ? "edge" : "level",
                      c->object->core, c->object->name, through(c->connection, c->end));
        any = true;
    }
}

static void add_group(struct strbuf *out, const struct planned_instance *pi)
{
    if (!pi->space->group)
        return;
    strbuf_printf(out, "\n  One program, and one protection domain, with the others of group %s:"
                  "\n   ", pi->space->name);
    vec_each(struct planned_instance **, other, &pi->space->members)
        if (*other != pi)
            strbuf_printf(out, " %s", (*other)->instance->name);
    strbuf_add(out, "\n  What any of them has, all of them can use.\n");
}

static void add_component(struct strbuf *out, const struct report *r, size_t i)
{
    const struct planned_instance *pi = r->plan->instances.at[i];

    strbuf_printf(out, "\n\nComponent %s (%s)%s\n", pi->instance->name,
                  pi->instance->component->name,
                  pi == r->plan->monitor ? ": hears of the faults of all others" : "");
    add_group(out, pi);
    add_threads(out, pi);
    add_stacks(out, pi);
    add_caps(out, pi);
    add_memory(out, &r->instances[i]);
    add_regions(out, pi);
    add_devices(out, pi);
}

/* ---- objects ---- */

static void add_holder(struct strbuf *out, const struct planned_object *o, const struct holder *h)
{
    const char *name = h->instance->instance->name;

    if (h->region) {
        strbuf_printf(out, "        %s maps it: %s at %#lx (%s)\n", name, h->region->name,
                      (unsigned long)h->vaddr, access_text(h->region));
    } else if (h->faults_of) {
        strbuf_printf(out, "        %s.%s sends its faults here, badge %zu\n", name,
                      h->faults_of->name, h->faults_of->number);
    } else {
        const char *rights = rights_text(o, h->cap->rights);

        strbuf_printf(out, "        %s holds it in slot %u%s%s", name, h->cap->slot,
                      *rights ? ": " : "", rights);
        strbuf_printf(out, h->cap->badge ? ", badge %#lx\n" : "\n", (unsigned long)h->cap->badge);
    }
}

static void add_object(struct strbuf *out, const struct report *r, const struct planned_object *o)
{
    strbuf_printf(out, "    %s: %s", o->name, object_type_name(o->type));
    if (o->count > 1)
        strbuf_printf(out, " x %u", o->count);
    if (o->size_bits)
        strbuf_printf(out, ", %lu bytes", (unsigned long)object_bytes(o));
    if (o->type == OBJECT_IRQ)
        strbuf_printf(out, " %lu", (unsigned long)o->address);
    else if (o->kind == UNTYPED_IMAGE)
        strbuf_printf(out, " at offset %#lx of the programs", (unsigned long)o->address);
    else if (o->address)
        strbuf_printf(out, " at %#lx", (unsigned long)o->address);
    strbuf_add(out, "\n");
    if (o->signals)
        strbuf_printf(out, "        signals %s, badge %#lx\n", o->signals->name,
                      (unsigned long)o->signal_badge);
    vec_each(const struct holder *, h, &r->holders[o->index])
        add_holder(out, o, h);
}

static void add_objects(struct strbuf *out, const struct report *r)
{
    size_t unheld = 0;

    strbuf_add(out, "\n\nObjects and who holds them\n\n");
    vec_each(struct planned_object **, o, &r->plan->objects)
        if (r->holders[(*o)->index].count || (*o)->signals)
            add_object(out, r, *o);
        else
            unheld++;
    strbuf_printf(out, "\n  %zu more are held by no component: threads, scheduling contexts, "
                  "capability tables,\n  address spaces and page tables are not their "
                  "component's to change.\n", unheld);
}

void report_text(const struct report *report, struct strbuf *out)
{
    add_totals(out, report);
    add_overview(out, report);
    add_times(out, report);
    for (size_t i = 0; i < report->plan->instances.count; i++)
        add_component(out, report, i);
    add_objects(out, report);
}
