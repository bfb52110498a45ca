/* Generated from component/component.c.m4 for near: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/frame.h>
#include <kdl/instance.h>
#include <kdl/sync.h>

const int queue_id = 4;
const int dma_pool = 8192;

const struct kdl_thread kdl_threads[] = {
    [0] = {.name = "control", .number = 1, .park = 2, .reply = 0},
    [1] = {
        .name = "counted", .number = 2, .park = 9, .reply = 0,
        .settle = 0, .time = 0, .init = counted__init, .run = counted__run,
    },
};

void (*const kdl_inits[])(void) = {
    any__init,
    buffered__init,
    native__init,
    caps__init,
    queue__init,
    NULL
};

const struct kdl_smc_slot kdl_smc_slots[] = {
    {0}
};

const struct kdl_watched kdl_watched[] = {
    {0}
};

const struct kdl_dataport kdl_dataports[] = {
    {5, (char *)0x10011000ul, 4096},
    {6, (char *)0x10013000ul, 4096},
    {6, (char *)0x10015000ul, 4096},
    {0}
};

const struct kdl_dataport caps_dataport = {5, (char *)0x10011000ul, 4096};

const struct kdl_dataport queue_dataport = {6, (char *)0x10013000ul, 4096};

const struct kdl_frame kdl_frames[] = {
    {0x10017000ul, 4096, 3},
    {0x10018000ul, 4096, 4},
    {0x10011000ul, 4096, 11},
    {0}
};

const struct kdl_device kdl_devices[] = {
    {0}
};

const int camkes_pid = 7, camkes_ppid = 1;

const struct kdl_instance kdl_instance = {
    .name = "near",
    .pid = 7,
    .affinity = 0,
    .control = false,
    .restarts = false,
    .heap = 0x1001a000ul,
    .heap_size = 0x100000ul,
    .dma = 0x10017000ul,
    .dma_size = 0x2000ul,
    .console = 1,
    .faults = 0,
    .program_threads = 2,
    .thread_count = sizeof kdl_threads / sizeof kdl_threads[0],
    .init_count = sizeof kdl_inits / sizeof kdl_inits[0] - 1,
};
