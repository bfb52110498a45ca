/* Generated from component/component.c.m4 for driver: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/frame.h>
#include <kdl/instance.h>
#include <kdl/sync.h>


const struct kdl_thread kdl_threads[] = {
    [0] = {.name = "control", .number = 1, .park = 2, .reply = 0},
    [1] = {
        .name = "irq", .number = 2, .park = 3, .reply = 0,
        .settle = 0, .time = 0, .init = irq__init, .run = irq__run,
    },
};

void (*const kdl_inits[])(void) = {
    registers__init,
    NULL
};

const struct kdl_smc_slot kdl_smc_slots[] = {
    {0}
};

const struct kdl_watched kdl_watched[] = {
    {0}
};

const struct kdl_dataport kdl_dataports[] = {
    {15, (char *)0x1000d200ul, 512},
    {0}
};

const struct kdl_dataport registers_dataport = {15, (char *)0x1000d200ul, 512};

const struct kdl_frame kdl_frames[] = {
    {0}
};

const struct kdl_device kdl_devices[] = {
    {0x9000200ul, 0x1000d200ul, 512},
    {0}
};

const int camkes_pid = 6, camkes_ppid = 1;

const struct kdl_instance kdl_instance = {
    .name = "driver",
    .pid = 6,
    .affinity = 0,
    .control = false,
    .restarts = false,
    .heap = 0x1000f000ul,
    .heap_size = 0x100000ul,
    .dma = 0x0ul,
    .dma_size = 0x0ul,
    .console = 1,
    .faults = 0,
    .program_threads = 2,
    .thread_count = sizeof kdl_threads / sizeof kdl_threads[0],
    .init_count = sizeof kdl_inits / sizeof kdl_inits[0] - 1,
};
