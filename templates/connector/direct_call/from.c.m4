m4_divert(-1)
m4_dnl Calling end of DirectCall. The functions of the other end keep their names when the members
m4_dnl of the group are linked (systems/build.mk); they carry the number of the connection.
m4_define([<k_direct>], [<
$3 kdl_direct_[<>]k_connection_id()_$2($4);
$3 k_interface()_$2($4)
{
    m4_ifelse([<$3>], [<void>], [<>], [<return >])kdl_direct_[<>]k_connection_id()_$2($10);
}
>])
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
k_each_method([<k_direct>])m4_dnl

/* nothing can go wrong on the way: the handler waits in vain */
static camkes_error_handler_t kdl_handler;

camkes_error_handler_t k_interface()_register_error_handler(camkes_error_handler_t handler)
{
    camkes_error_handler_t old = kdl_handler;

    kdl_handler = handler;
    return old;
}
