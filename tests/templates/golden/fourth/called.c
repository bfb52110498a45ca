/* Generated from global_asynch_callback/to.c.m4 for Fourth.called: do not edit. */
#include <camkes.h>
#include <kdl/event.h>
#include <kdl/thread.h>

void called_callback(seL4_Word badge) __attribute__((weak));

static struct kdl_event kdl_event;

int called__run(void)
{
    if (!called_callback)
        kdl_event_run(&kdl_event, 11);
    for (;;) {
        uint64_t badge;

        kdl_flush();
        badge = kdl_wait(11).badge;
        called_callback(badge);
    }
}

void called_wait(void)
{
    kdl_event_wait(&kdl_event);
}

int called_poll(void)
{
    return kdl_event_poll(&kdl_event);
}

int called_reg_callback(void (*callback)(void *), void *argument)
{
    return called_callback ? -1 : kdl_event_callback(&kdl_event, callback, argument);
}

seL4_CPtr called_notification(void)
{
    return 11;
}
