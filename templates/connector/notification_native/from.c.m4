m4_divert(-1)
m4_dnl Emitting end of NotificationNative.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>

void k_interface()_emit(void)
{
    kdl_signal(k_ntfn_slot());
}

void k_interface()_emit_underlying(void)
{
    k_interface()_emit();
}

seL4_CPtr k_interface()_notification(void)
{
    return k_ntfn_slot();
}
