/* Generated from component/component.c.m4 for monitor: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/frame.h>
#include <kdl/instance.h>
#include <kdl/sync.h>

const bool handles_faults = true;

const struct kdl_thread kdl_threads[] = {
    [0] = {.name = "control", .number = 1, .park = 3, .reply = 4},
};

void (*const kdl_inits[])(void) = {
    NULL
};

const struct kdl_smc_slot kdl_smc_slots[] = {
    {0}
};

const struct kdl_watched kdl_watched[] = {
    {1, "one", "control", 0x10003000ul, 0x4000ul, 0x10000000ul, 0, 0, 0, 0, 0, 0},
    {2, "one", "tick", 0x10008000ul, 0x4000ul, 0x10001000ul, 0, 1, 0, 0, 0, 0},
    {3, "two", "control", 0x10003000ul, 0x4000ul, 0x10000000ul, 1, 0, 0, 0, 0, 0},
    {4, "two", "tick", 0x10008000ul, 0x4000ul, 0x10001000ul, 1, 1, 0, 0, 0, 0},
    {5, "server", "control", 0x10005000ul, 0x4000ul, 0x10000000ul, 2, 0, 0, 0, 0, 0},
    {6, "server", "words", 0x1000a000ul, 0x4000ul, 0x10001000ul, 2, 1, 0, 0, 0, 0},
    {7, "server", "bytes", 0x1000f000ul, 0x4000ul, 0x10002000ul, 2, 2, 0, 0, 0, 0},
    {8, "server", "large", 0x10014000ul, 0x4000ul, 0x10003000ul, 2, 3, 0, 0, 0, 0},
    {9, "driver", "control", 0x10003000ul, 0x4000ul, 0x10000000ul, 3, 0, 0, 0, 0, 0},
    {10, "driver", "irq", 0x10008000ul, 0x4000ul, 0x10001000ul, 3, 1, 0, 0, 0, 0},
    {11, "near", "control", 0x10003000ul, 0x4000ul, 0x10000000ul, 4, 0, 0, 0, 0, 0},
    {12, "near", "counted", 0x10008000ul, 0x4000ul, 0x10001000ul, 4, 1, 0, 0, 0, 0},
    {13, "far", "control", 0x10004000ul, 0x4000ul, 0x10000000ul, 5, 0, 0, 0, 0, 0},
    {14, "far", "any", 0x10009000ul, 0x4000ul, 0x10001000ul, 5, 1, 0, 0, 0, 0},
    {15, "far", "buffered", 0x1000e000ul, 0x4000ul, 0x10002000ul, 5, 2, 0, 0, 0, 0},
    {16, "third", "control", 0x10002000ul, 0x4000ul, 0x10000000ul, 6, 0, 0, 0, 0, 0},
    {17, "caller", "control", 0x10002000ul, 0x4000ul, 0x10000000ul, 7, 0, 0, 0, 0, 0},
    {18, "callee", "control", 0x10109000ul, 0x4000ul, 0x10107000ul, 7, 1, 0, 0, 0, 0},
    {19, "monitor", "control", 0x10002000ul, 0x4000ul, 0x10000000ul, 8, 0, 0, 0, 0, 0},
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

const int camkes_pid = 12, camkes_ppid = 1;

const struct kdl_instance kdl_instance = {
    .name = "monitor",
    .pid = 12,
    .affinity = 0,
    .control = true,
    .restarts = false,
    .heap = 0x10007000ul,
    .heap_size = 0x100000ul,
    .dma = 0x0ul,
    .dma_size = 0x0ul,
    .console = 1,
    .faults = 2,
    .program_threads = 1,
    .thread_count = sizeof kdl_threads / sizeof kdl_threads[0],
    .init_count = sizeof kdl_inits / sizeof kdl_inits[0] - 1,
};
