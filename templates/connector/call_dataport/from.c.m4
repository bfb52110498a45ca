m4_divert(-1)
m4_dnl Calling end of CallDataport.
k_lock_nothing()
m4_divert(0)m4_dnl
k_generated()
k_client_end()m4_dnl

extern void *const k_interface()_buf;
extern const size_t k_interface()_buf_size;
void *const k_interface()_buf = (void *)k_buffer_address();
const size_t k_interface()_buf_size = k_buffer_size();
k_each_method([<k_client_method>])m4_dnl
