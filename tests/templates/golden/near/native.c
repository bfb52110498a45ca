/* Generated from notification_native/to.c.m4 for Near.native: do not edit. */
#include <camkes.h>
#include <kdl/thread.h>

void native_wait(void)
{
    kdl_flush();
    (void)kdl_wait(8);
}

int native_poll(void)
{
    return kdl_poll(8).badge != 0;
}

/* nobody is here to call it */
int native_reg_callback(void (*callback)(void *), void *argument)
{
    (void)callback, (void)argument;
    return -1;
}

seL4_CPtr native_notification(void)
{
    return 8;
}

/* what arrives of the emitters, merged */
seL4_Word native_notification_badge(void);
seL4_Word native_notification_badge(void)
{
    return 1;
}
