/* Generated from hardware_interrupt_native/to.c.m4 for Fourth.irq: do not edit. */
#include <camkes.h>
#include <kdl/invoke.h>
#include <kdl/thread.h>

int irq_acknowledge(void);
int irq_acknowledge(void)
{
    return kdl_irq_handler_ack(kdl_ipc_buffer, 7) == KDL_ERROR_NONE ? 0 : -1;
}

void irq_wait(void)
{
    kdl_flush();
    (void)kdl_wait(8);
}

int irq_poll(void)
{
    return kdl_poll(8).badge != 0;
}

/* nobody is here to call it */
int irq_reg_callback(void (*callback)(void *), void *argument)
{
    (void)callback, (void)argument;
    return -1;
}

seL4_CPtr irq_notification(void)
{
    return 8;
}

seL4_Word irq_notification_badge(void);
seL4_Word irq_notification_badge(void)
{
    return 4;
}
