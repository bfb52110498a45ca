m4_divert(-1)
m4_dnl Sending end that only says where everything is.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>

uint64_t *const k_interface()_sent = (uint64_t *)k_ring_address();
const cptr_t k_interface()_bell = k_bell_slot();
