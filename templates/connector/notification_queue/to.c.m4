m4_divert(-1)
m4_dnl Consuming end of NotificationQueue.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <kdl/event.h>

static struct kdl_event kdl_event;

int k_interface()__run(void)
{
    kdl_event_run_counted(&kdl_event, k_ntfn_slot(), (const uint64_t *)k_count_address());
}

void k_interface()_wait(void)
{
    kdl_event_wait(&kdl_event);
}

int k_interface()_poll(void)
{
    return kdl_event_poll(&kdl_event);
}

int k_interface()_reg_callback(void (*callback)(void *), void *argument)
{
    return kdl_event_callback(&kdl_event, callback, argument);
}

seL4_CPtr k_interface()_notification(void)
{
    return k_ntfn_slot();
}
