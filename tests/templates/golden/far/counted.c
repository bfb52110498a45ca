/* Generated from notification_queue/from.c.m4 for Far.counted: do not edit. */
#include <camkes.h>

void counted_emit(void)
{
    (void)__atomic_fetch_add((uint64_t *)0x10015000ul, 1, __ATOMIC_RELEASE);
    kdl_signal(11);
}

void counted_emit_underlying(void)
{
    counted_emit();
}

seL4_CPtr counted_notification(void)
{
    return 11;
}
