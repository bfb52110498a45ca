/*
 * The root task: the plan, line by line, becomes a running system.
 */
#include "check.h"
#include "root.h"

#include "kernel/abi/layout.h"

_Noreturn void root_main(const struct bootinfo *boot, struct ipc_buffer *ipc);

static struct root root;

static void check(const struct bootinfo *boot)
{
    struct plan_fault fault = {.what = "there is no plan"};
    char number[24];

    if (boot->magic != BOOTINFO_MAGIC || boot->untyped_count > ROOT_MAX_UNTYPED)
        fault.what = "the kernel's boot information makes no sense";
    else if (boot->plan)
        fault = plan_check((const void *)boot->plan, boot->plan_size, boot);
    if (!fault.what)
        return;
    if (fault.table)
        say(&root, (const char *const[]){"refused: ", fault.table, " ",
            number_text(fault.row, number), ": ", fault.what, NULL});
    else
        say(&root, (const char *const[]){"refused: ", fault.what, NULL});
    halt(&root);
}

static void remember(const struct bootinfo *boot)
{
    root.plan = (const struct plan_header *)boot->plan;
    root.names = plan_rows(root.plan, PLAN_NAMES);
    root.debug = boot->debug;
    root.untyped_count = boot->untyped_count;
    for (uint64_t i = 0; i < boot->untyped_count; i++) {
        root.untyped[i] = boot->untyped[i];
        if (boot->untyped[i].kind == UNTYPED_RAM)
            root.ram[i].size = 1ul << boot->untyped[i].size_bits;
    }
}

_Noreturn void root_main(const struct bootinfo *boot, struct ipc_buffer *ipc)
{
    root.ipc = ipc;
    check(boot);
    remember(boot);
    create_objects(&root);
    make_caps(&root, true);
    make_irqs(&root);
    make_caps(&root, false);
    make_maps(&root);
    make_binds(&root);
    make_threads(&root);
    start_schedule(&root);
    if (root.plan->flags & PLAN_AUDIT)
        audit(&root);
    give_up(&root);
    start_threads(&root);
    stop(&root);
}
