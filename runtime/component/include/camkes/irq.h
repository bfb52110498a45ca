/*
 * The interrupts that the description gives this component, by number: those whose interface has
 * no <interface>_handle(). Callbacks run in the interface's thread.
 */
#pragma once
#include <platsupport/irq.h>

int camkes_irq_ops(ps_irq_ops_t *ops);
