/* Generated from component/this-instance.c.m4 for server: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/instance.h>


const struct kdl_instance kdl_instance = {
    .name = "server", .pid = 4, .affinity = 0,
};

const int camkes_pid = 4, camkes_ppid = 1;

const struct kdl_dataport kdl_dataports[] = {
    {13, (char *)0x1001f000ul, 100},
    {14, (char *)0x10021000ul, 4096},
    {0}
};

const struct kdl_dataport window_dataport = {13, (char *)0x1001f000ul, 100};

const struct kdl_dataport spot_dataport = {14, (char *)0x10021000ul, 4096};
