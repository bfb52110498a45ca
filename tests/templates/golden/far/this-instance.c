/* Generated from component/this-instance.c.m4 for far: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/instance.h>


const struct kdl_instance kdl_instance = {
    .name = "far", .pid = 8, .affinity = 0,
};

const int camkes_pid = 8, camkes_ppid = 1;

const struct kdl_dataport kdl_dataports[] = {
    {5, (char *)0x10017000ul, 4096},
    {6, (char *)0x10019000ul, 4096},
    {6, (char *)0x1001b000ul, 4096},
    {0}
};

const struct kdl_dataport caps_dataport = {5, (char *)0x10017000ul, 4096};

const struct kdl_dataport queue_dataport = {6, (char *)0x10019000ul, 4096};
