m4_divert(-1)
m4_dnl Emitting end of GlobalAsynchCallback.
m4_dnl k_signal: peer, instance, badge, slot
m4_define([<k_signal>], [<    kdl_signal($4);
>])
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>

void k_interface()_emit(void)
{
k_each_ntfn([<k_signal>])}

void k_interface()_emit_underlying(void)
{
    k_interface()_emit();
}

seL4_CPtr k_interface()_notification(void)
{
    return k_ntfn_slot();
}
