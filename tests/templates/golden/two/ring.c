/* Generated from template/to.c.m4 for Client.ring: do not edit. */
#include <camkes.h>
#include <kdl/thread.h>

void ring_wait(void)
{
    kdl_flush();
    (void)kdl_wait(8);
}

int ring_poll(void)
{
    return kdl_poll(8).badge != 0;
}

/* nobody is here to call it */
int ring_reg_callback(void (*callback)(void *), void *argument)
{
    (void)callback, (void)argument;
    return -1;
}
