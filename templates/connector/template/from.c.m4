m4_divert(-1)
m4_dnl Ringing end of Doorbell. Definitions stand up here; after the next line the file begins.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>

void k_interface()_emit(void)
{
    kdl_signal(k_bell_slot());
}

void k_interface()_emit_underlying(void)
{
    k_interface()_emit();
}
