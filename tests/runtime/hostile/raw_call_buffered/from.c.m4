m4_divert(-1)
m4_dnl A calling end that leaves everything to its component.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>

extern const cptr_t k_interface()_endpoint;
extern void *const k_interface()_buffer;
extern const size_t k_interface()_buffer_size;

const cptr_t k_interface()_endpoint = k_ep_slot();
void *const k_interface()_buffer = (void *)k_buffer_address();
const size_t k_interface()_buffer_size = k_buffer_size();
