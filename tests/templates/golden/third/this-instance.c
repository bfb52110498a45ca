/* Generated from component/this-instance.c.m4 for third: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/instance.h>


const struct kdl_instance kdl_instance = {
    .name = "third", .pid = 9, .affinity = 0,
};

const int camkes_pid = 9, camkes_ppid = 1;

const struct kdl_dataport kdl_dataports[] = {
    {0}
};
