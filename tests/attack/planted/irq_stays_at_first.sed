# kernel/object/irq.c: interrupts of devices all go to the first core
# seen by kernel/routed
s/arch_irq_route(irq, core);/arch_irq_route(irq, 0);/
