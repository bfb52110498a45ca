/* Generated from hardware_interrupt/to.c.m4 for driver.irq: do not edit. */
#include <camkes.h>
#include <kdl/event.h>
#include <kdl/invoke.h>
#include <kdl/thread.h>

int irq__run(void)
{
    kdl_interrupt_run(5, irq_handle);
}

int irq_acknowledge(void)
{
    return kdl_irq_handler_ack(kdl_ipc_buffer, 4) == KDL_ERROR_NONE ? 0 : -1;
}
