m4_divert(-1)
m4_dnl Serving end of DirectCall: the methods, under names that the other members of the group see.
m4_define([<k_direct>], [<
$3 kdl_direct_[<>]k_connection_id()_$2($4);
$3 kdl_direct_[<>]k_connection_id()_$2($4)
{
    m4_ifelse([<$3>], [<void>], [<>], [<return >])k_interface()_$2($10);
}
>])
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
k_each_method([<k_direct>])m4_dnl
