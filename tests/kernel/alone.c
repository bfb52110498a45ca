/* Programs that do all themselves, in the root task: measurements and comparisons. */
#include "internal.h"

#define PSCI_SYSTEM_OFF 0x84000008u

void harness_alone(cptr_t memory, uint64_t arena_bits)
{
    harness.arena_bits = arena_bits;
    harness.probe = ROOT_SLOT_TEMP;
    harness.next_slot = ROOT_SLOT_TEMP + 1;
    harness.arena = new_slot();
    OK(retype(memory, KDL_OBJECT_UNTYPED, arena_bits, harness.arena, 1));
    harness.clock = new_slot();
    OK(retype(memory, KDL_OBJECT_NOTIFICATION, 0, harness.clock, 1));
    harness.irq = new_slot();
    OK(kdl_irq_control_get(ipc(), ROOT_SLOT_IRQ_CONTROL, CLOCK_IRQ, harness.irq, 64,
                           ROOT_SLOT_CNODE));
    OK(kdl_irq_handler_set(ipc(), harness.irq, harness.clock));
    OK(kdl_tcb_set_flags(ipc(), ROOT_SLOT_TCB, 0, TCB_FLAG_TIMER, NULL));
    harness.first_slot = harness.next_slot;
}

_Noreturn void power_off(void)
{
    kdl_smc_call(ipc(), ROOT_SLOT_SMC, PSCI_SYSTEM_OFF, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL,
                 NULL);
    for (;;)
        kdl_yield();
}
