# kernel/object/irq.c: a line whose handler has gone is never free again
# seen by attack/short
s/kernel.irq_issued\[irq\] = false;/(void)irq;/
