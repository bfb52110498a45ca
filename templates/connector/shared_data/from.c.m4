m4_divert(-1)
m4_dnl Either end of SharedData.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <kdl/dataport.h>

_Static_assert(sizeof(k_ctype()) <= k_memory_size(),
               "k_instance().k_interface(): set `size` of the connection to hold its type");

k_ctype() *k_interface() = (k_ctype() *)k_memory_address();
const size_t k_interface()_size = k_memory_size();
const struct kdl_dataport k_interface()_dataport = {
    k_connection_id(), (char *)k_memory_address(), k_memory_size()
};

size_t k_interface()_get_size(void)
{
    return k_memory_size();
}

dataport_ptr_t k_interface()_wrap_ptr(void *pointer)
{
    return kdl_dataport_wrap(&k_interface()_dataport, pointer);
}

void *k_interface()_unwrap_ptr(dataport_ptr_t pointer)
{
    return kdl_dataport_unwrap(&k_interface()_dataport, pointer);
}
