/*
 * A root task that does one thing more than its tables say, when everything is built: linked with
 * the objects of the real one and `--wrap=start_schedule --defsym=rogue_fault=N`.
 */
#include "runtime/root/root.h"

#include "kernel/abi/layout.h"
#include "kernel/abi/message.h"

#define FREE_SLOT 250u                  /* of the root task's own: a temporary one */

extern const char rogue_fault[];        /* its address is the number */
void __real_start_schedule(struct root *root);
void __wrap_start_schedule(struct root *root);

static void ok(struct root *root, uint64_t error)
{
    must(root, error, "do", "what a rogue does");
}

/* a capability to an endpoint that some component holds with fewer than all rights */
static const struct plan_cap *some_cap(const struct root *root)
{
    const struct plan_cap *cap = plan_rows(root->plan, PLAN_CAPS);

    while (cap->cnode == ROOT_SLOT_CNODE || !cap->badge || cap->rights == RIGHT_ALL)
        cap++;
    return cap;
}

/* not the monitor's: one that is less urgent than this task */
static const struct plan_thread *some_thread(const struct root *root)
{
    const struct plan_thread *t = plan_rows(root->plan, PLAN_THREADS);

    while (!t->fault)
        t++;
    return t;
}

static void remove_cap(struct root *root)
{
    const struct plan_cap *cap = some_cap(root);

    ok(root, kdl_cnode_delete(root->ipc, cap->cnode, cap->index, cap->cnode_bits));
}

static void raise_right(struct root *root)
{
    const struct plan_cap *cap = some_cap(root);

    remove_cap(root);
    ok(root, kdl_cnode_mint(root->ipc, cap->cnode, cap->index, cap->cnode_bits, cap->source,
                            SLOT_DEPTH, RIGHT_ALL, cap->badge, ROOT_SLOT_CNODE));
}

/* the authority to set domains, for a component */
static void add_cap(struct root *root)
{
    const struct plan_cap *cap = some_cap(root);

    ok(root, kdl_cnode_copy(root->ipc, cap->cnode, (1ul << cap->cnode_bits) - 1, cap->cnode_bits,
                            ROOT_SLOT_DOMAIN, SLOT_DEPTH, RIGHT_ALL, ROOT_SLOT_CNODE));
}

static void keep_irq_control(struct root *root)
{
    ok(root, kdl_cnode_move(root->ipc, ROOT_SLOT_CNODE, FREE_SLOT, SLOT_DEPTH,
                            ROOT_SLOT_IRQ_CONTROL, SLOT_DEPTH, ROOT_SLOT_CNODE));
}

static void keep_untyped(struct root *root)
{
    uint64_t i = 0;

    while (root->untyped[i].kind != UNTYPED_RAM || root->ram[i].used != 0
           || root->untyped[i].size_bits < PAGE_BITS)
        i++;
    ok(root, kdl_untyped_retype(root->ipc, ROOT_SLOT_UNTYPED + i, KDL_OBJECT_UNTYPED, PAGE_BITS,
                                0, 0, FREE_SLOT, 1, ROOT_SLOT_CNODE));
}

static void write_text(struct root *root)
{
    const struct plan_map *m = plan_rows(root->plan, PLAN_MAPS);

    while (m->is_table || m->attributes & ATTR_EXECUTE_NEVER)
        m++;
    ok(root, kdl_frame_map(root->ipc, m->slot, m->vaddr, RIGHT_READ | RIGHT_WRITE,
                           m->attributes | ATTR_EXECUTE_NEVER, m->vspace));
}

static void unmap_page(struct root *root)
{
    const struct plan_map *m = plan_rows(root->plan, PLAN_MAPS);

    while (m->is_table)
        m++;
    ok(root, kdl_frame_unmap(root->ipc, m->slot));
}

static void change_register(struct root *root)
{
    const struct plan_thread *t = some_thread(root);
    const uint64_t registers[8] = {t->entry, t->stack, 0, t->argument, t->ipc_vaddr, 0, 0, 7};

    ok(root, kdl_tcb_set_registers(root->ipc, t->tcb, false, registers, 8));
}

static void start_early(struct root *root)
{
    ok(root, kdl_tcb_resume(root->ipc, some_thread(root)->tcb));
}

static void give_flags(struct root *root)
{
    ok(root, kdl_tcb_set_flags(root->ipc, some_thread(root)->tcb, 0, 1, NULL));
}

void __wrap_start_schedule(struct root *root)
{
    static void (*const faults[])(struct root *) = {remove_cap, raise_right, add_cap,
        keep_irq_control, keep_untyped, write_text, unmap_page, change_register, start_early,
        give_flags};

    __real_start_schedule(root);
    faults[(uintptr_t)rogue_fault](root);
}
