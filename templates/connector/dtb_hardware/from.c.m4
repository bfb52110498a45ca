m4_divert(-1)
m4_dnl The end of DTBHardware that stands for nothing.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>

void k_interface()_emit(void)
{
}

void k_interface()_emit_underlying(void)
{
}
