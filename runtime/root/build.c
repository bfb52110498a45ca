/*
 * From objects to a running system: capabilities to their owners, interrupts, mappings, threads;
 * then the root task gives up what is left and stops.
 */
#include "root.h"

#include "kernel/abi/layout.h"

#define REGISTERS 5                     /* pc sp spsr x0 x1 */

/* name of the object whose capability was made in this slot; for messages */
static const char *name_of(const struct root *root, uint64_t slot)
{
    const struct plan_object *o = plan_rows(root->plan, PLAN_OBJECTS);
    const struct plan_object *end = o + root->plan->table[PLAN_OBJECTS].count;

    for (; o < end; o++)
        if (slot >= o->slot && slot - o->slot < o->count)
            return root->names + o->name;
    return "what the kernel gave";
}

static uint64_t delete(struct root *root, uint64_t slot)
{
    return kdl_cnode_delete(root->ipc, ROOT_SLOT_CNODE, slot, SLOT_DEPTH);
}

static void copy_cap(struct root *root, const struct plan_cap *cap)
{
    bool own = cap->cnode == ROOT_SLOT_CNODE;
    uint64_t depth = own ? SLOT_DEPTH : cap->cnode_bits, error;

    if (cap->badge)
        error = kdl_cnode_mint(root->ipc, cap->cnode, cap->index, depth, cap->source, SLOT_DEPTH,
                               cap->rights, cap->badge, ROOT_SLOT_CNODE);
    else
        error = kdl_cnode_copy(root->ipc, cap->cnode, cap->index, depth, cap->source, SLOT_DEPTH,
                               cap->rights, ROOT_SLOT_CNODE);
    if (error)
        must(root, error, "hand out", name_of(root, cap->source));
}

/* own: the root task's own copies, which interrupts and threads refer to; else the components' */
void make_caps(struct root *root, bool own)
{
    const struct plan_cap *cap = plan_rows(root->plan, PLAN_CAPS);
    const struct plan_cap *end = cap + root->plan->table[PLAN_CAPS].count;

    for (; cap < end; cap++)
        if ((cap->cnode == ROOT_SLOT_CNODE) == own
            && (cap->source != ROOT_SLOT_DEBUG || root->debug))
            copy_cap(root, cap);
}

void make_irqs(struct root *root)
{
    const struct plan_irq *irq = plan_rows(root->plan, PLAN_IRQS);
    const struct plan_irq *end = irq + root->plan->table[PLAN_IRQS].count;
    char number[24];

    for (; irq < end; irq++) {
        uint64_t error = kdl_irq_control_get_trigger_core(root->ipc, ROOT_SLOT_IRQ_CONTROL,
                                                          irq->irq, irq->trigger, irq->slot,
                                                          SLOT_DEPTH, irq->core, ROOT_SLOT_CNODE);

        if (!error && irq->notification)
            error = kdl_irq_handler_set(root->ipc, irq->slot, irq->notification);
        if (error)
            must(root, error, "take interrupt", number_text(irq->irq, number));
    }
}

static void map_one(struct root *root, const struct plan_map *m, uint64_t i)
{
    uint64_t slot = m->slot + i, vaddr = m->vaddr + (m->is_table ? 0 : i << m->page_bits), error;
    uint64_t made = m->source ? m->source + i : slot;

    if (m->source) {
        error = kdl_cnode_copy(root->ipc, ROOT_SLOT_CNODE, slot, SLOT_DEPTH, made, SLOT_DEPTH,
                               RIGHT_ALL, ROOT_SLOT_CNODE);
        if (error)
            must(root, error, "copy", name_of(root, made));
    }
    error = m->is_table ? kdl_page_table_map(root->ipc, slot, vaddr, m->attributes, m->vspace)
                        : kdl_frame_map(root->ipc, slot, vaddr, m->rights, m->attributes,
                                        m->vspace);
    if (error)
        must(root, error, "map", name_of(root, made));
}

void make_maps(struct root *root)
{
    const struct plan_map *m = plan_rows(root->plan, PLAN_MAPS);
    const struct plan_map *end = m + root->plan->table[PLAN_MAPS].count;

    for (; m < end; m++)
        for (uint64_t i = 0; i < m->count; i++)
            map_one(root, m, i);
}

void make_binds(struct root *root)
{
    const struct plan_bind *bind = plan_rows(root->plan, PLAN_BINDS);
    const struct plan_bind *end = bind + root->plan->table[PLAN_BINDS].count;

    for (; bind < end; bind++)
        must(root, kdl_tcb_bind_notification(root->ipc, bind->tcb, bind->notification), "bind",
             name_of(root, bind->notification));
}

/* ---- threads ---- */

static void configure_time(struct root *root, const struct plan_thread *t, const char *name)
{
    if (t->sched_context)
        must(root, kdl_sched_control_configure(root->ipc, ROOT_SLOT_SCHED_CONTROL + t->core,
                                               t->budget, t->period, t->extra_refills, t->badge,
                                               0, t->sched_context),
             "give time to", name);
    must(root, kdl_tcb_set_sched_params(root->ipc, t->tcb, t->mcp, t->priority, ROOT_SLOT_TCB,
                                        t->sched_context, t->fault),
         "set the scheduling of", name);
    if (t->timeout)
        must(root, kdl_tcb_set_timeout_endpoint(root->ipc, t->tcb, t->timeout),
             "set the timeout handler of", name);
    if (t->domain)
        must(root, kdl_domain_set(root->ipc, ROOT_SLOT_DOMAIN, t->domain, t->tcb),
             "set the domain of", name);
}

static void make_thread(struct root *root, const struct plan_thread *t)
{
    const char *name = root->names + t->name;
    const uint64_t registers[REGISTERS] = {t->entry, t->stack, 0, t->argument, t->ipc_vaddr};

    must(root, kdl_tcb_configure(root->ipc, t->tcb, CNODE_DATA(0ul, 64 - t->cnode_bits), 0,
                                 t->ipc_vaddr, t->cnode, t->vspace, t->ipc_frame),
         "configure", name);
    configure_time(root, t, name);
    if (t->flags)
        must(root, kdl_tcb_set_flags(root->ipc, t->tcb, 0, t->flags, NULL), "set the flags of",
             name);
    must(root, kdl_tcb_set_registers(root->ipc, t->tcb, false, registers, REGISTERS),
         "set the registers of", name);
    if (root->debug)
        must(root, kdl_debug_set_name(root->ipc, ROOT_SLOT_DEBUG, t->tcb, name), "name", name);
}

void make_threads(struct root *root)
{
    const struct plan_thread *t = plan_rows(root->plan, PLAN_THREADS);
    const struct plan_thread *end = t + root->plan->table[PLAN_THREADS].count;

    for (; t < end; t++)
        make_thread(root, t);
}

/* From here on this task has the turns of domain 0, in which it is. */
void start_schedule(struct root *root)
{
    const struct plan_header *plan = root->plan;

    if (plan->turns == 0)
        return;
    for (uint64_t i = 0; i < plan->turns; i++)
        must(root, kdl_domain_schedule_configure(root->ipc, ROOT_SLOT_DOMAIN, i,
                                                 plan->schedule[i].domain, plan->schedule[i].us),
             "set a turn of", "the schedule");
    must(root, kdl_domain_schedule_start(root->ipc, ROOT_SLOT_DOMAIN, 0), "start", "the schedule");
}

/* ---- the end ---- */

static void drop(struct root *root, uint64_t slot, uint64_t count)
{
    char number[24];

    for (uint64_t i = slot; i < slot + count; i++) {
        uint64_t error = delete(root, i);

        if (error)
            must(root, error, "give up the capability in slot", number_text(i, number));
    }
}

static void drop_given(struct root *root)
{
    static const uint8_t given[] = {ROOT_SLOT_IRQ_CONTROL, ROOT_SLOT_ASID_CONTROL,
        ROOT_SLOT_DOMAIN, ROOT_SLOT_SMC, ROOT_SLOT_BOOTINFO_FRAME};

    for (size_t i = 0; i < sizeof given; i++)
        drop(root, given[i], 1);
    drop(root, ROOT_SLOT_SCHED_CONTROL, 8);
    drop(root, ROOT_SLOT_UNTYPED, root->untyped_count);
}

static void drop_made(struct root *root)
{
    const struct plan_header *plan = root->plan;
    const struct plan_object *o = plan_rows(plan, PLAN_OBJECTS);
    const struct plan_cap *cap = plan_rows(plan, PLAN_CAPS);
    const struct plan_irq *irq = plan_rows(plan, PLAN_IRQS);

    for (uint64_t i = 0; i < plan->table[PLAN_OBJECTS].count; i++)
        if (!o[i].keep)
            drop(root, o[i].slot, o[i].count);
    for (uint64_t i = 0; i < plan->table[PLAN_CAPS].count; i++)
        if (cap[i].cnode == ROOT_SLOT_CNODE && !cap[i].keep)
            drop(root, cap[i].index, 1);
    for (uint64_t i = 0; i < plan->table[PLAN_IRQS].count; i++)
        drop(root, irq[i].slot, 1);
}

/*
 * Delete every capability that is not to be kept. What carries a mapping, a thread, its time or
 * its identifiers stays, in a CNode that nobody can reach any more; the console stays until the
 * threads run.
 */
void give_up(struct root *root)
{
    drop_made(root);
    drop_given(root);
    if (!(root->plan->flags & PLAN_AUDIT))
        drop(root, ROOT_SLOT_DEBUG, 1);
}

_Noreturn void audit(struct root *root)
{
    if (!root->debug) {
        say(root, (const char *const[]){"cannot audit: the kernel has no debug invocations", NULL});
        halt(root);
    }
    must(root, kdl_debug_dump(root->ipc, ROOT_SLOT_DEBUG), "dump", "the capabilities");
    give_up(root);
    must(root, kdl_debug_dump(root->ipc, ROOT_SLOT_DEBUG), "dump", "the capabilities");
    kdl_debug_exit(root->ipc, ROOT_SLOT_DEBUG, 0);
    halt(root);
}

void start_threads(struct root *root)
{
    const struct plan_thread *t = plan_rows(root->plan, PLAN_THREADS);
    const struct plan_thread *end = t + root->plan->table[PLAN_THREADS].count;

    for (; t < end; t++)
        if (t->start)
            must(root, kdl_tcb_resume(root->ipc, t->tcb), "start", root->names + t->name);
}

/* The last capability of this thread goes, and with it the thread. */
_Noreturn void stop(struct root *root)
{
    drop(root, ROOT_SLOT_CONSOLE, 1);
    delete(root, ROOT_SLOT_IPC_BUFFER);
    delete(root, ROOT_SLOT_VSPACE);
    delete(root, ROOT_SLOT_TCB);
    for (;;)
        ;
}
