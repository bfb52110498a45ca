# kernel/derive.c: revoking the authority over interrupts spares those that software raises
# seen by kernel/irq_control_revoked
s/TYPE(IRQ_HANDLER) | TYPE(SGI_SIGNAL)/TYPE(IRQ_HANDLER)/
