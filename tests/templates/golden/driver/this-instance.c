/* Generated from component/this-instance.c.m4 for driver: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/instance.h>


const struct kdl_instance kdl_instance = {
    .name = "driver", .pid = 6, .affinity = 0,
};

const int camkes_pid = 6, camkes_ppid = 1;

const struct kdl_dataport kdl_dataports[] = {
    {15, (char *)0x1000d200ul, 512},
    {0}
};

const struct kdl_dataport registers_dataport = {15, (char *)0x1000d200ul, 512};
