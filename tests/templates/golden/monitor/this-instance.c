/* Generated from component/this-instance.c.m4 for monitor: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/instance.h>

const bool handles_faults = true;

const struct kdl_instance kdl_instance = {
    .name = "monitor", .pid = 14, .affinity = 0,
};

const int camkes_pid = 14, camkes_ppid = 1;

const struct kdl_dataport kdl_dataports[] = {
    {0}
};
