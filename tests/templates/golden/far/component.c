/* Generated from component/component.c.m4 for far: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/frame.h>
#include <kdl/instance.h>
#include <kdl/sync.h>


const struct kdl_thread kdl_threads[] = {
    [0] = {.name = "control", .number = 1, .park = 2, .reply = 0},
    [1] = {
        .name = "any", .number = 2, .park = 3, .reply = 4,
        .settle = 0, .time = 0, .init = any__init, .run = any__run,
    },
    [2] = {
        .name = "buffered", .number = 3, .park = 6, .reply = 7,
        .settle = 0, .time = 0, .init = buffered__init, .run = buffered__run,
    },
};

void (*const kdl_inits[])(void) = {
    native__init,
    counted__init,
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
    {5, (char *)0x10017000ul, 4096},
    {6, (char *)0x10019000ul, 4096},
    {6, (char *)0x1001b000ul, 4096},
    {0}
};

const struct kdl_dataport caps_dataport = {5, (char *)0x10017000ul, 4096};

const struct kdl_dataport queue_dataport = {6, (char *)0x10019000ul, 4096};

const struct kdl_frame kdl_frames[] = {
    {0x10017000ul, 4096, 12},
    {0}
};

const struct kdl_device kdl_devices[] = {
    {0}
};

const int camkes_pid = 8, camkes_ppid = 1;

const struct kdl_instance kdl_instance = {
    .name = "far",
    .pid = 8,
    .affinity = 0,
    .control = false,
    .restarts = false,
    .heap = 0x1001d000ul,
    .heap_size = 0x100000ul,
    .dma = 0x0ul,
    .dma_size = 0x0ul,
    .console = 1,
    .faults = 0,
    .program_threads = 3,
    .thread_count = sizeof kdl_threads / sizeof kdl_threads[0],
    .init_count = sizeof kdl_inits / sizeof kdl_inits[0] - 1,
};
