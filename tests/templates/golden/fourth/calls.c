/* Generated from global_asynch_callback/from.c.m4 for Fourth.calls: do not edit. */
#include <camkes.h>

void calls_emit(void)
{
    kdl_signal(9);
}

void calls_emit_underlying(void)
{
    calls_emit();
}

seL4_CPtr calls_notification(void)
{
    return 9;
}
