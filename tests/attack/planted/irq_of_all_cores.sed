# kernel/kernel.h: all cores share the handler of a private interrupt
# seen by kernel/cores_interrupt_rules
s/irq < PRIVATE_IRQS && core ?/irq > MAX_IRQ \&\& core ?/
