m4_divert(-1)
m4_dnl Consuming end of GlobalAsynchCallback.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <kdl/event.h>
#include <kdl/thread.h>

void k_interface()_callback(seL4_Word badge) __attribute__((weak));

static struct kdl_event kdl_event;

int k_interface()__run(void)
{
    if (!k_interface()_callback)
        kdl_event_run(&kdl_event, k_ntfn_slot());
    for (;;) {
        uint64_t badge;

        kdl_flush();
        badge = kdl_wait(k_ntfn_slot()).badge;
        k_interface()_callback(badge);
    }
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
    return k_interface()_callback ? -1 : kdl_event_callback(&kdl_event, callback, argument);
}

seL4_CPtr k_interface()_notification(void)
{
    return k_ntfn_slot();
}
