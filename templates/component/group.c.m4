m4_divert(-1)
m4_dnl The members of a group, as runtime/component/group.c finds them.
m4_dnl k_member: number, name
m4_define([<k_declare>], [<extern const struct kdl_member kdl_member_$1;     /* $2 */
>])
m4_define([<k_member>], [<    &kdl_member_$1,
>])
m4_divert(0)m4_dnl
k_generated()
#include <kdl/group.h>

k_each_member([<k_declare>])
const struct kdl_member *const kdl_members[] = {
k_each_member([<k_member>])    NULL
};
