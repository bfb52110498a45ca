/* Generated from component/this-instance.c.m4 for caller: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/instance.h>


const struct kdl_instance kdl_instance = {
    .name = "caller", .pid = 12, .affinity = 0,
};

const int camkes_pid = 12, camkes_ppid = 1;

const struct kdl_dataport kdl_dataports[] = {
    {0}
};
