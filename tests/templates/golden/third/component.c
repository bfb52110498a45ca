/* Generated from component/component.c.m4 for third: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/frame.h>
#include <kdl/instance.h>
#include <kdl/sync.h>


const struct kdl_thread kdl_threads[] = {
    [0] = {.name = "control", .number = 1, .park = 2, .reply = 0},
};

void (*const kdl_inits[])(void) = {
    any__init,
    NULL
};

const struct kdl_smc_slot kdl_smc_slots[] = {
    {0}
};

const struct kdl_watched kdl_watched[] = {
    {0}
};

const struct kdl_dataport kdl_dataports[] = {
    {0}
};

const struct kdl_frame kdl_frames[] = {
    {0}
};

const struct kdl_device kdl_devices[] = {
    {0}
};

const int camkes_pid = 9, camkes_ppid = 1;

const struct kdl_instance kdl_instance = {
    .name = "third",
    .pid = 9,
    .affinity = 0,
    .control = false,
    .restarts = false,
    .heap = 0x10007000ul,
    .heap_size = 0x100000ul,
    .dma = 0x0ul,
    .dma_size = 0x0ul,
    .console = 1,
    .faults = 0,
    .program_threads = 1,
    .thread_count = sizeof kdl_threads / sizeof kdl_threads[0],
    .init_count = sizeof kdl_inits / sizeof kdl_inits[0] - 1,
};
