/* Generated from component/this-instance.c.m4 for near: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/instance.h>

const int queue_id = 4;
const int dma_pool = 8192;

const struct kdl_instance kdl_instance = {
    .name = "near", .pid = 7, .affinity = 0,
};

const int camkes_pid = 7, camkes_ppid = 1;

const struct kdl_dataport kdl_dataports[] = {
    {5, (char *)0x10011000ul, 4096},
    {6, (char *)0x10013000ul, 4096},
    {6, (char *)0x10015000ul, 4096},
    {0}
};

const struct kdl_dataport caps_dataport = {5, (char *)0x10011000ul, 4096};

const struct kdl_dataport queue_dataport = {6, (char *)0x10013000ul, 4096};
