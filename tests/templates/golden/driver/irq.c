/* Generated from hardware_interrupt/to.c.m4 for Driver.irq: do not edit. */
#include <camkes.h>
#include <kdl/event.h>
#include <kdl/invoke.h>
#include <kdl/thread.h>

int irq__run(void)
{
    kdl_interrupt_run(5, 4, irq_handle);
}

int irq_acknowledge(void);
int irq_acknowledge(void)
{
    return kdl_irq_handler_ack(kdl_ipc_buffer, 4) == KDL_ERROR_NONE ? 0 : -1;
}

/* an interrupt is handled by irq_handle() and by nothing else */
void irq_wait(void)
{
    assert(!"an interrupt cannot be waited for");
}

int irq_poll(void)
{
    assert(!"an interrupt cannot be polled");
    return 0;
}

int irq_reg_callback(void (*callback)(void *), void *argument)
{
    (void)callback, (void)argument;
    assert(!"an interrupt takes no callback");
    return -1;
}

seL4_CPtr irq_notification(void)
{
    return 5;
}
