m4_divert(-1)
m4_dnl Emitting end that only says where everything is.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>

uint64_t *const k_interface()_count = (uint64_t *)k_count_address();
const cptr_t k_interface()_ntfn = k_ntfn_slot();
