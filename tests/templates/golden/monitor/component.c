/* Generated from component/component.c.m4 for monitor: do not edit. */
#include <camkes.h>
#include <camkes/vma.h>
#include <kdl/dataport.h>
#include <kdl/frame.h>
#include <kdl/instance.h>
#include <kdl/sync.h>

const bool handles_faults = true;

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
    {1, "one", "one_0_control", 0x10003000ul, 0x4000ul, 0x10000000ul, 0, 0, 0, 0, 0, 0, 4},
    {2, "one", "tick", 0x10008000ul, 0x4000ul, 0x10001000ul, 0, 1, 0, 0, 0, 0, 6},
    {3, "two", "two_0_control", 0x10003000ul, 0x4000ul, 0x10000000ul, 1, 0, 0, 0, 0, 0, 4},
    {4, "two", "tick", 0x10008000ul, 0x4000ul, 0x10001000ul, 1, 1, 0, 0, 0, 0, 6},
    {5, "server", "server_0_control", 0x10005000ul, 0x4000ul, 0x10000000ul, 2, 0, 0, 0, 0, 0, 1},
    {6, "server", "words", 0x1000a000ul, 0x4000ul, 0x10001000ul, 2, 1, 0, 0, 0, 0, 3},
    {7, "server", "bytes", 0x1000f000ul, 0x4000ul, 0x10002000ul, 2, 2, 0, 0, 0, 0, 5},
    {8, "server", "large", 0x10014000ul, 0x4000ul, 0x10003000ul, 2, 3, 0, 0, 0, 0, 7},
    {9, "driver", "driver_0_control", 0x10003000ul, 0x4000ul, 0x10000000ul, 3, 0, 0, 0, 0, 0, 1},
    {10, "driver", "irq", 0x10008000ul, 0x4000ul, 0x10001000ul, 3, 1, 0, 0, 0, 0, 3},
    {11, "near", "near_0_control", 0x10003000ul, 0x4000ul, 0x10000000ul, 4, 0, 0, 0, 0, 0, 1},
    {12, "near", "counted", 0x10008000ul, 0x4000ul, 0x10001000ul, 4, 1, 0, 0, 0, 0, 3},
    {13, "far", "far_0_control", 0x10004000ul, 0x4000ul, 0x10000000ul, 5, 0, 0, 0, 0, 0, 1},
    {14, "far", "any", 0x10009000ul, 0x4000ul, 0x10001000ul, 5, 1, 0, 0, 0, 0, 3},
    {15, "far", "buffered", 0x1000e000ul, 0x4000ul, 0x10002000ul, 5, 2, 0, 0, 0, 0, 5},
    {16, "third", "third_0_control", 0x10002000ul, 0x4000ul, 0x10000000ul, 6, 0, 0, 0, 0, 0, 1},
    {17, "fourth", "fourth_0_control", 0x10003000ul, 0x4000ul, 0x10000000ul, 7, 0, 0, 0, 0, 0, 1},
    {18, "fourth", "called", 0x10008000ul, 0x4000ul, 0x10001000ul, 7, 1, 0, 0, 0, 0, 3},
    {19, "caller", "caller_0_control", 0x10002000ul, 0x4000ul, 0x10000000ul, 8, 0, 0, 0, 0, 0, 1},
    {20, "callee", "callee_0_control", 0x10109000ul, 0x4000ul, 0x10107000ul, 8, 1, 0, 0, 0, 0, 1},
    {21, "monitor", "monitor_0_control", 0x10002000ul, 0x4000ul, 0x10000000ul, 9, 0, 0, 0, 0, 0, 1},
    {0}
};

const struct kdl_watched_area kdl_watched_areas[] = {
    {"one", "code and data", 0x400000ul, 0x10000000ul},
    {"one", "control.ipc", 0x10000000ul, 0x10001000ul},
    {"one", "tick.ipc", 0x10001000ul, 0x10002000ul},
    {"one", "control.stack", 0x10003000ul, 0x10007000ul},
    {"one", "tick.stack", 0x10008000ul, 0x1000c000ul},
    {"one", "large.buffer1", 0x1000d000ul, 0x1000f000ul},
    {"one", "window", 0x10010000ul, 0x10011000ul},
    {"one", "spot", 0x10012000ul, 0x10013000ul},
    {"one", "heap", 0x10014000ul, 0x10114000ul},
    {"two", "code and data", 0x400000ul, 0x10000000ul},
    {"two", "control.ipc", 0x10000000ul, 0x10001000ul},
    {"two", "tick.ipc", 0x10001000ul, 0x10002000ul},
    {"two", "control.stack", 0x10003000ul, 0x10007000ul},
    {"two", "tick.stack", 0x10008000ul, 0x1000c000ul},
    {"two", "large.buffer2", 0x1000d000ul, 0x1000f000ul},
    {"two", "window", 0x10010000ul, 0x10011000ul},
    {"two", "spot", 0x10012000ul, 0x10013000ul},
    {"two", "heap", 0x10014000ul, 0x10114000ul},
    {"server", "code and data", 0x400000ul, 0x10000000ul},
    {"server", "control.ipc", 0x10000000ul, 0x10001000ul},
    {"server", "words.ipc", 0x10001000ul, 0x10002000ul},
    {"server", "bytes.ipc", 0x10002000ul, 0x10003000ul},
    {"server", "large.ipc", 0x10003000ul, 0x10004000ul},
    {"server", "control.stack", 0x10005000ul, 0x10009000ul},
    {"server", "words.stack", 0x1000a000ul, 0x1000e000ul},
    {"server", "bytes.stack", 0x1000f000ul, 0x10013000ul},
    {"server", "large.stack", 0x10014000ul, 0x10018000ul},
    {"server", "large.buffer1", 0x10019000ul, 0x1001b000ul},
    {"server", "large.buffer2", 0x1001c000ul, 0x1001e000ul},
    {"server", "window", 0x1001f000ul, 0x10020000ul},
    {"server", "spot", 0x10021000ul, 0x10022000ul},
    {"server", "heap", 0x10023000ul, 0x10123000ul},
    {"driver", "code and data", 0x400000ul, 0x10000000ul},
    {"driver", "control.ipc", 0x10000000ul, 0x10001000ul},
    {"driver", "irq.ipc", 0x10001000ul, 0x10002000ul},
    {"driver", "control.stack", 0x10003000ul, 0x10007000ul},
    {"driver", "irq.stack", 0x10008000ul, 0x1000c000ul},
    {"driver", "registers", 0x1000d000ul, 0x1000e000ul},
    {"driver", "heap", 0x1000f000ul, 0x1010f000ul},
    {"near", "code and data", 0x400000ul, 0x10000000ul},
    {"near", "control.ipc", 0x10000000ul, 0x10001000ul},
    {"near", "counted.ipc", 0x10001000ul, 0x10002000ul},
    {"near", "control.stack", 0x10003000ul, 0x10007000ul},
    {"near", "counted.stack", 0x10008000ul, 0x1000c000ul},
    {"near", "buffered.buffer", 0x1000d000ul, 0x1000e000ul},
    {"near", "counted.count", 0x1000f000ul, 0x10010000ul},
    {"near", "caps", 0x10011000ul, 0x10012000ul},
    {"near", "queue", 0x10013000ul, 0x10014000ul},
    {"near", "queue", 0x10015000ul, 0x10016000ul},
    {"near", "dma", 0x10017000ul, 0x10019000ul},
    {"near", "dma.uncached", 0x1001a000ul, 0x1001c000ul},
    {"near", "heap", 0x1001d000ul, 0x1011d000ul},
    {"far", "code and data", 0x400000ul, 0x10000000ul},
    {"far", "control.ipc", 0x10000000ul, 0x10001000ul},
    {"far", "any.ipc", 0x10001000ul, 0x10002000ul},
    {"far", "buffered.ipc", 0x10002000ul, 0x10003000ul},
    {"far", "control.stack", 0x10004000ul, 0x10008000ul},
    {"far", "any.stack", 0x10009000ul, 0x1000d000ul},
    {"far", "buffered.stack", 0x1000e000ul, 0x10012000ul},
    {"far", "buffered.buffer", 0x10013000ul, 0x10014000ul},
    {"far", "counted.count", 0x10015000ul, 0x10016000ul},
    {"far", "caps", 0x10017000ul, 0x10018000ul},
    {"far", "queue", 0x10019000ul, 0x1001a000ul},
    {"far", "queue", 0x1001b000ul, 0x1001c000ul},
    {"far", "heap", 0x1001d000ul, 0x1011d000ul},
    {"third", "code and data", 0x400000ul, 0x10000000ul},
    {"third", "control.ipc", 0x10000000ul, 0x10001000ul},
    {"third", "control.stack", 0x10002000ul, 0x10006000ul},
    {"third", "heap", 0x10007000ul, 0x10107000ul},
    {"fourth", "code and data", 0x400000ul, 0x10000000ul},
    {"fourth", "control.ipc", 0x10000000ul, 0x10001000ul},
    {"fourth", "called.ipc", 0x10001000ul, 0x10002000ul},
    {"fourth", "control.stack", 0x10003000ul, 0x10007000ul},
    {"fourth", "called.stack", 0x10008000ul, 0x1000c000ul},
    {"fourth", "sending.memory", 0x1000d000ul, 0x1000f000ul},
    {"fourth", "taking.memory", 0x10010000ul, 0x10012000ul},
    {"fourth", "heap", 0x10013000ul, 0x10113000ul},
    {"caller", "code and data", 0x400000ul, 0x10000000ul},
    {"caller", "control.ipc", 0x10000000ul, 0x10001000ul},
    {"caller", "control.stack", 0x10002000ul, 0x10006000ul},
    {"caller", "heap", 0x10007000ul, 0x10107000ul},
    {"callee", "code and data", 0x400000ul, 0x10000000ul},
    {"callee", "control.ipc", 0x10107000ul, 0x10108000ul},
    {"callee", "control.stack", 0x10109000ul, 0x1010d000ul},
    {"callee", "heap", 0x1010e000ul, 0x1020e000ul},
    {"monitor", "code and data", 0x400000ul, 0x10000000ul},
    {"monitor", "control.ipc", 0x10000000ul, 0x10001000ul},
    {"monitor", "control.stack", 0x10002000ul, 0x10006000ul},
    {"monitor", "heap", 0x10007000ul, 0x10107000ul},
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

const struct kdl_dataport kdl_dataports[] = {
    {0}
};

const struct kdl_frame kdl_frames[] = {
    {0}
};

const struct kdl_device kdl_devices[] = {
    {0}
};

/* the heap, as CAmkES names it; what is written here has no effect */
char *morecore_area = (char *)0x10007000ul;
size_t morecore_size = 0x100000ul;

const int camkes_pid = 14, camkes_ppid = 1;

const struct kdl_instance kdl_instance = {
    .name = "monitor",
    .pid = 14,
    .affinity = 0,
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
