/* Generated from notification_native/from.c.m4 for Far.native: do not edit. */
#include <camkes.h>

void native_emit(void)
{
    kdl_signal(10);
}

void native_emit_underlying(void)
{
    native_emit();
}

seL4_CPtr native_notification(void)
{
    return 10;
}
