/* Generated from template/from.c.m4 for Server.bell_one: do not edit. */
#include <camkes.h>

void bell_one_emit(void)
{
    kdl_signal(14);
}

void bell_one_emit_underlying(void)
{
    bell_one_emit();
}
