m4_divert(-1)
m4_dnl Consuming end of NotificationNative.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <kdl/thread.h>

void k_interface()_wait(void)
{
    kdl_flush();
    (void)kdl_wait(k_ntfn_slot());
}

int k_interface()_poll(void)
{
    return kdl_poll(k_ntfn_slot()).badge != 0;
}

/* nobody is here to call it */
int k_interface()_reg_callback(void (*callback)(void *), void *argument)
{
    (void)callback, (void)argument;
    return -1;
}

seL4_CPtr k_interface()_notification(void)
{
    return k_ntfn_slot();
}

/* what arrives of the emitters, merged */
seL4_Word k_interface()_notification_badge(void);
seL4_Word k_interface()_notification_badge(void)
{
    return k_ntfn_signals();
}
