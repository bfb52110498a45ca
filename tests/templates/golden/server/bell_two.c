/* Generated from template/from.c.m4 for Server.bell_two: do not edit. */
#include <camkes.h>

void bell_two_emit(void)
{
    kdl_signal(15);
}

void bell_two_emit_underlying(void)
{
    bell_two_emit();
}
