/* Generated from component/component.c.m4 for Monitor: do not edit. */
#include <camkes.h>
#include <camkes/vma.h>
#include <kdl/frame.h>
#include <kdl/instance.h>
#include <kdl/sync.h>

const struct kdl_thread kdl_threads[] = {
    [0] = {.name = "control", .number = 1, .park = 3, .reply = 4,
        .unhurried = 1},
};

void (*const kdl_inits[])(void) = {
    NULL
};

const struct kdl_smc_slot kdl_smc_slots[] = {
    {0}
};

const struct kdl_line kdl_lines[] = {
    {0}
};

const struct kdl_pooled kdl_pooled[] = {
    {0}
};

const struct kdl_watched kdl_watched[] = {
    {1, "one", "one_0_control", 0x10003000ul, 0x4000ul, 0x10000000ul, 0, 0, 0, 0, 0, 0, 4, 0, 9},
    {2, "one", "one_tick_0000", 0x10008000ul, 0x4000ul, 0x10001000ul, 0, 1, 0, 0, 0, 0, 6, 0, 9},
    {3, "two", "two_0_control", 0x10003000ul, 0x4000ul, 0x10000000ul, 1, 0, 0, 0, 0, 0, 4, 9, 9},
    {4, "two", "two_tick_0000", 0x10008000ul, 0x4000ul, 0x10001000ul, 1, 1, 0, 0, 0, 0, 6, 9, 9},
    {5, "server", "server_0_control", 0x10005000ul, 0x4000ul, 0x10000000ul, 2, 0, 0, 0, 0, 0, 1, 18, 14},
    {6, "server", "server_words_0000", 0x1000a000ul, 0x4000ul, 0x10001000ul, 2, 1, 0, 0, 0, 0, 3, 18, 14},
    {7, "server", "server_bytes_0000", 0x1000f000ul, 0x4000ul, 0x10002000ul, 2, 2, 0, 0, 0, 0, 5, 18, 14},
    {8, "server", "server_large_0000", 0x10014000ul, 0x4000ul, 0x10003000ul, 2, 3, 0, 0, 0, 0, 7, 18, 14},
    {9, "driver", "driver_0_control", 0x10003000ul, 0x4000ul, 0x10000000ul, 3, 0, 0, 0, 0, 0, 1, 32, 7},
    {10, "driver", "driver_irq_0000", 0x10008000ul, 0x4000ul, 0x10001000ul, 3, 1, 0, 0, 0, 0, 3, 32, 7},
    {11, "near", "near_0_control", 0x10003000ul, 0x4000ul, 0x10000000ul, 4, 0, 0, 0, 0, 0, 3, 39, 13},
    {12, "near", "near_counted_0000", 0x10008000ul, 0x4000ul, 0x10001000ul, 4, 1, 0, 0, 0, 0, 5, 39, 13},
    {13, "far", "far_0_control", 0x10004000ul, 0x4000ul, 0x10000000ul, 5, 0, 0, 0, 0, 0, 1, 52, 13},
    {14, "far", "far_any_0000", 0x10009000ul, 0x4000ul, 0x10001000ul, 5, 1, 0, 0, 0, 0, 3, 52, 13},
    {15, "far", "far_buffered_0000", 0x1000e000ul, 0x4000ul, 0x10002000ul, 5, 2, 0, 0, 0, 0, 5, 52, 13},
    {16, "third", "third_0_control", 0x10002000ul, 0x4000ul, 0x10000000ul, 6, 0, 0, 0, 0, 0, 1, 65, 4},
    {17, "fourth", "fourth_0_control", 0x10003000ul, 0x4000ul, 0x10000000ul, 7, 0, 0, 0, 0, 0, 1, 69, 8},
    {18, "fourth", "fourth_called_0000", 0x10008000ul, 0x4000ul, 0x10001000ul, 7, 1, 0, 0, 0, 0, 3, 69, 8},
    {19, "caller", "caller_0_control", 0x10002000ul, 0x4000ul, 0x10000000ul, 8, 0, 0, 0, 0, 0, 1, 65, 4},
    {20, "callee", "callee_0_control", 0x10109000ul, 0x4000ul, 0x10107000ul, 8, 1, 0, 0, 0, 0, 1, 77, 4},
    {21, "monitor", "monitor_0_control", 0x10002000ul, 0x4000ul, 0x10000000ul, 9, 0, 0, 0, 0, 0, 1, 65, 4},
    {0}
};

const struct kdl_watched_area kdl_watched_areas[] = {
    {"heap", 0x10014000ul, 0x10114000ul},
    {"spot", 0x10012000ul, 0x10013000ul},
    {"window", 0x10010000ul, 0x10011000ul},
    {"large.buffer1", 0x1000d000ul, 0x1000f000ul},
    {"tick.stack", 0x10008000ul, 0x1000c000ul},
    {"control.stack", 0x10003000ul, 0x10007000ul},
    {"tick.ipc", 0x10001000ul, 0x10002000ul},
    {"control.ipc", 0x10000000ul, 0x10001000ul},
    {"code and data", 0x400000ul, 0x10000000ul},
    {"heap", 0x10014000ul, 0x10114000ul},
    {"spot", 0x10012000ul, 0x10013000ul},
    {"window", 0x10010000ul, 0x10011000ul},
    {"large.buffer2", 0x1000d000ul, 0x1000f000ul},
    {"tick.stack", 0x10008000ul, 0x1000c000ul},
    {"control.stack", 0x10003000ul, 0x10007000ul},
    {"tick.ipc", 0x10001000ul, 0x10002000ul},
    {"control.ipc", 0x10000000ul, 0x10001000ul},
    {"code and data", 0x400000ul, 0x10000000ul},
    {"heap", 0x10023000ul, 0x10123000ul},
    {"spot", 0x10021000ul, 0x10022000ul},
    {"window", 0x1001f000ul, 0x10020000ul},
    {"large.buffer2", 0x1001c000ul, 0x1001e000ul},
    {"large.buffer1", 0x10019000ul, 0x1001b000ul},
    {"large.stack", 0x10014000ul, 0x10018000ul},
    {"bytes.stack", 0x1000f000ul, 0x10013000ul},
    {"words.stack", 0x1000a000ul, 0x1000e000ul},
    {"control.stack", 0x10005000ul, 0x10009000ul},
    {"large.ipc", 0x10003000ul, 0x10004000ul},
    {"bytes.ipc", 0x10002000ul, 0x10003000ul},
    {"words.ipc", 0x10001000ul, 0x10002000ul},
    {"control.ipc", 0x10000000ul, 0x10001000ul},
    {"code and data", 0x400000ul, 0x10000000ul},
    {"heap", 0x1000f000ul, 0x1010f000ul},
    {"registers", 0x1000d000ul, 0x1000e000ul},
    {"irq.stack", 0x10008000ul, 0x1000c000ul},
    {"control.stack", 0x10003000ul, 0x10007000ul},
    {"irq.ipc", 0x10001000ul, 0x10002000ul},
    {"control.ipc", 0x10000000ul, 0x10001000ul},
    {"code and data", 0x400000ul, 0x10000000ul},
    {"heap", 0x1001d000ul, 0x1011d000ul},
    {"dma.uncached", 0x1001a000ul, 0x1001c000ul},
    {"dma", 0x10017000ul, 0x10019000ul},
    {"queue", 0x10015000ul, 0x10016000ul},
    {"queue", 0x10013000ul, 0x10014000ul},
    {"caps", 0x10011000ul, 0x10012000ul},
    {"counted.count", 0x1000f000ul, 0x10010000ul},
    {"buffered.buffer", 0x1000d000ul, 0x1000e000ul},
    {"counted.stack", 0x10008000ul, 0x1000c000ul},
    {"control.stack", 0x10003000ul, 0x10007000ul},
    {"counted.ipc", 0x10001000ul, 0x10002000ul},
    {"control.ipc", 0x10000000ul, 0x10001000ul},
    {"code and data", 0x400000ul, 0x10000000ul},
    {"heap", 0x1001d000ul, 0x1011d000ul},
    {"queue", 0x1001b000ul, 0x1001c000ul},
    {"queue", 0x10019000ul, 0x1001a000ul},
    {"caps", 0x10017000ul, 0x10018000ul},
    {"counted.count", 0x10015000ul, 0x10016000ul},
    {"buffered.buffer", 0x10013000ul, 0x10014000ul},
    {"buffered.stack", 0x1000e000ul, 0x10012000ul},
    {"any.stack", 0x10009000ul, 0x1000d000ul},
    {"control.stack", 0x10004000ul, 0x10008000ul},
    {"buffered.ipc", 0x10002000ul, 0x10003000ul},
    {"any.ipc", 0x10001000ul, 0x10002000ul},
    {"control.ipc", 0x10000000ul, 0x10001000ul},
    {"code and data", 0x400000ul, 0x10000000ul},
    {"heap", 0x10007000ul, 0x10107000ul},
    {"control.stack", 0x10002000ul, 0x10006000ul},
    {"control.ipc", 0x10000000ul, 0x10001000ul},
    {"code and data", 0x400000ul, 0x10000000ul},
    {"heap", 0x10013000ul, 0x10113000ul},
    {"taking.memory", 0x10010000ul, 0x10012000ul},
    {"sending.memory", 0x1000d000ul, 0x1000f000ul},
    {"called.stack", 0x10008000ul, 0x1000c000ul},
    {"control.stack", 0x10003000ul, 0x10007000ul},
    {"called.ipc", 0x10001000ul, 0x10002000ul},
    {"control.ipc", 0x10000000ul, 0x10001000ul},
    {"code and data", 0x400000ul, 0x10000000ul},
    {"heap", 0x1010e000ul, 0x1020e000ul},
    {"control.stack", 0x10109000ul, 0x1010d000ul},
    {"control.ipc", 0x10107000ul, 0x10108000ul},
    {"code and data", 0x400000ul, 0x10000000ul},
    {0}
};

const struct camkes_vma camkes_vmas[] = {
    {kdl_code, kdl_code_end, true, false, true, true, "code"},
    {kdl_constants, kdl_constants_end, true, false, false, true, "constants"},
    {kdl_variables, kdl_variables_end, true, true, false, true, "variables"},
    {(void *)0x10000000ul, (void *)0x10001000ul, true, true, false, true, "control.ipc"},
    {(void *)0x10002000ul, (void *)0x10006000ul, true, true, false, true, "control.stack"},
    {(void *)0x10001000ul, (void *)0x10002000ul, false, false, false, false, "control.stack.guard"},
    {(void *)0x10007000ul, (void *)0x10107000ul, true, true, false, true, "heap"},
};
const size_t camkes_vmas_size = sizeof camkes_vmas / sizeof camkes_vmas[0];

const struct kdl_frame kdl_frames[] = {
    {0}
};

const struct kdl_device kdl_devices[] = {
    {0}
};

/* the heap, as CAmkES names it; what is written here has no effect */
char *morecore_area = (char *)0x10007000ul;
size_t morecore_size = 0x100000ul;

const struct kdl_component kdl_component = {
    .control = true,
    .restarts = false,
    .heap = 0x10007000ul,
    .heap_size = 0x100000ul,
    .dma_cached = 0x0ul,
    .dma_uncached = 0x0ul,
    .dma_size = 0x0ul,
    .console = 1,
    .faults = 2,
    .program_threads = 1,
    .thread_count = sizeof kdl_threads / sizeof kdl_threads[0],
    .init_count = sizeof kdl_inits / sizeof kdl_inits[0] - 1,
};
