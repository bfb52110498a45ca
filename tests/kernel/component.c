/*
 * Components: processes whose CSpace has the layout of the root task's, so that a test does not
 * notice where it runs.
 */
#include "internal.h"

static void hand_over(const struct thread *t, cptr_t from, uint64_t to, uint64_t data)
{
    OK(kdl_cnode_mint(ipc(), t->cnode, to, boot->root_cnode_bits, from, 64, RIGHT_ALL, data,
                      ROOT_SLOT_CNODE));
}

static void hand_over_for_good(const struct thread *t, cptr_t from, uint64_t to)
{
    OK(kdl_cnode_move(ipc(), t->cnode, to, boot->root_cnode_bits, from, 64, ROOT_SLOT_CNODE));
}

/* What there is one of for everybody. Untyped memory that has children cannot be copied. */
static void hand_over_authority(const struct thread *t)
{
    static const cptr_t common[] = {
        ROOT_SLOT_ASID_CONTROL, ROOT_SLOT_ASID_POOL, ROOT_SLOT_DOMAIN, ROOT_SLOT_SMC,
        ROOT_SLOT_CONSOLE, ROOT_SLOT_DEBUG, ROOT_SLOT_SCHED_CONTROL
    };
    for (unsigned i = 0; i < LENGTH(common); i++)
        if (common[i] != ROOT_SLOT_DEBUG || boot->debug)
            hand_over(t, common[i], common[i], 0);
    for (unsigned i = 1; i < boot->core_count; i++)
        hand_over(t, ROOT_SLOT_SCHED_CONTROL + i, ROOT_SLOT_SCHED_CONTROL + i, 0);
    for (cptr_t slot = ROOT_SLOT_UNTYPED; slot < ROOT_SLOT_UNTYPED + boot->untyped_count; slot++)
        if (slot != harness.pool)
            hand_over(t, slot, slot, 0);
}

static void give_clock(const struct thread *t)
{
    cptr_t clock = make(KDL_OBJECT_NOTIFICATION), irq = new_slot();
    OK(kdl_irq_control_get(ipc(), ROOT_SLOT_IRQ_CONTROL, CLOCK_IRQ, irq, 64, ROOT_SLOT_CNODE));
    OK(kdl_irq_handler_set(ipc(), irq, clock));
    hand_over_for_good(t, irq, harness.irq);
    hand_over_for_good(t, clock, harness.clock);
    hand_over_for_good(t, ROOT_SLOT_IRQ_CONTROL, ROOT_SLOT_IRQ_CONTROL);
    OK(kdl_tcb_set_flags(ipc(), t->tcb, 0, TCB_FLAG_TIMER, NULL));
}

/* Entry: x0 = what it is to do, no stack yet. */
void component_entry(void);
__asm__(".global component_entry\n"
        "component_entry:\n"
        "    adrp x2, main_stack_top\n"
        "    add sp, x2, :lo12:main_stack_top\n"
        "    mov x29, xzr\n"
        "    mov x30, xzr\n"
        "    msr tpidr_el0, xzr\n"
        "    b component_main");

struct thread *component_new(uint64_t argument)
{
    cptr_t own_arena = new_untyped(COMPONENT_ARENA_BITS);       /* first: half of all there is */
    OK(retype(arena(), KDL_OBJECT_ENDPOINT, 0, harness.supervisor, 1));
    harness.report = harness.supervisor;
    struct thread *t = thread_prepare(NULL, argument, MAX_PRIORITY);
    uint64_t bits = boot->root_cnode_bits, data = CNODE_DATA(0, 64 - bits);
    t->vspace = new_vspace();
    t->cnode = make_bits(KDL_OBJECT_CNODE, bits);
    OK(map(t->vspace, t->frame, (uint64_t)harness.ipc, RIGHT_READ | RIGHT_WRITE, false));
    cptr_t info = copy_of(ROOT_SLOT_BOOTINFO_FRAME);
    OK(map(t->vspace, info, (uint64_t)boot, RIGHT_READ, false));
    hand_over_for_good(t, info, ROOT_SLOT_BOOTINFO_FRAME);
    hand_over(t, t->cnode, ROOT_SLOT_CNODE, data);
    hand_over(t, t->vspace, ROOT_SLOT_VSPACE, 0);
    hand_over(t, t->tcb, ROOT_SLOT_TCB, 0);
    hand_over(t, t->sc, ROOT_SLOT_SCHED_CONTEXT, 0);
    hand_over(t, t->frame, ROOT_SLOT_IPC_BUFFER, 0);
    hand_over(t, harness.supervisor, harness.supervisor, 0);
    hand_over_authority(t);
    hand_over_for_good(t, own_arena, harness.arena);
    copy_program(t);
    give_clock(t);
    OK(kdl_tcb_configure(ipc(), t->tcb, data, 0, (uint64_t)harness.ipc, t->cnode, t->vspace,
                         t->frame));
    uint64_t registers[] = {[REG_PC] = (uint64_t)component_entry, [REG_X(0)] = argument};
    OK(kdl_tcb_set_registers(ipc(), t->tcb, false, registers, LENGTH(registers)));
    return t;
}

void component_end(struct thread *t)
{
    OK(kdl_cnode_move(ipc(), ROOT_SLOT_CNODE, ROOT_SLOT_IRQ_CONTROL, 64, ROOT_SLOT_IRQ_CONTROL,
                      boot->root_cnode_bits, t->cnode));
    clock_off();
}
