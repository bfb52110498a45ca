/* Generated from component/this-instance.c.m4 for fourth: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/instance.h>

const int taking_id = 3;

const struct kdl_instance kdl_instance = {
    .name = "fourth", .pid = 11, .affinity = 0,
};

const int camkes_pid = 11, camkes_ppid = 1;

const struct kdl_dataport kdl_dataports[] = {
    {0}
};
