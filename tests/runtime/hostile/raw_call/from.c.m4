m4_divert(-1)
m4_dnl A calling end that leaves everything to its component.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>

extern const cptr_t k_interface()_endpoint;

const cptr_t k_interface()_endpoint = k_ep_slot();
