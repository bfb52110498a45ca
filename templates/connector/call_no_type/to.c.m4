m4_divert(-1)
m4_dnl Serving end of CallNoType. The methods of all clients are numbered one after the other.
m4_dnl k_declaration: see k_each_method
m4_define([<k_declaration>], [<$3 k_interface()_$2($4);
>])
m4_dnl k_client: badge, number of its first method, number of its methods
m4_define([<k_client>], [<    {$1, $2, $3},
>])
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <kdl/rpc.h>

static const struct kdl_methods kdl_methods[] = {
k_each_client([<k_client>])    {0}
};

k_each_method([<k_declaration>])
k_server_end()m4_dnl
k_each_method([<k_server_method>])m4_dnl
k_server_loop([<kdl_server_method(kdl_methods, &kdl_m)>])m4_dnl
