/* Generated from notification/from.c.m4 for Server.tick: do not edit. */
#include <camkes.h>

void tick_emit(void)
{
    kdl_signal(12);
    kdl_signal(13);
}

void tick_emit_underlying(void)
{
    tick_emit();
}

seL4_CPtr tick_notification(void)
{
    return 12;
}
