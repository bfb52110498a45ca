m4_divert(-1)
m4_dnl What sets an instance apart from others of its type: its name and place, its attributes, and
m4_dnl which connections its dataports belong to. The rest is in component.c.m4.
m4_dnl k_attribute: C type, name, array suffix, initialiser
m4_define([<k_attribute>], [<const $1 $2$3 = $4;
>])
m4_dnl k_dataport: connection, address, size
m4_define([<k_dataport>], [<    {$1, (char *)$2, $3},
>])
m4_dnl k_dataport_interface: interface, connection, address, size
m4_define([<k_dataport_interface>], [<
const struct kdl_dataport $1_dataport = {$2, (char *)$3, $4};
>])
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/instance.h>

k_each_attribute([<k_attribute>])
const struct kdl_instance kdl_instance = {
    .name = "k_instance()", .pid = k_pid(), .affinity = k_affinity(),
};

const int camkes_pid = k_pid(), camkes_ppid = 1;

const struct kdl_dataport kdl_dataports[] = {
k_each_dataport([<k_dataport>])    {0}
};
k_each_dataport_interface([<k_dataport_interface>])m4_dnl
