/* Generated from component/component.c.m4 for Server: do not edit. */
#include <camkes.h>
#include <camkes/vma.h>
#include <kdl/frame.h>
#include <kdl/instance.h>
#include <kdl/sync.h>

const struct kdl_thread kdl_threads[] = {
    [0] = {.name = "control", .number = 1, .park = 2, .reply = 0,
        .unhurried = 1},
    [1] = {
        .name = "words", .number = 2, .park = 3, .reply = 4,
        .settle = 0, .time = 0, .unhurried = 1, .init = words__init, .run = words__run,
    },
    [2] = {
        .name = "bytes", .number = 3, .park = 6, .reply = 7,
        .settle = 0, .time = 0, .unhurried = 1, .init = bytes__init, .run = bytes__run,
    },
    [3] = {
        .name = "large", .number = 4, .park = 9, .reply = 10,
        .settle = 0, .time = 0, .unhurried = 1, .init = large__init, .run = large__run,
    },
};

void (*const kdl_inits[])(void) = {
    tick__init,
    bell_one__init,
    bell_two__init,
    nobody__init,
    window__init,
    spot__init,
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
    {0}
};

const struct kdl_watched_area kdl_watched_areas[] = {
    {0}
};

const struct camkes_vma camkes_vmas[] = {
    {kdl_code, kdl_code_end, true, false, true, true, "code"},
    {kdl_constants, kdl_constants_end, true, false, false, true, "constants"},
    {kdl_variables, kdl_variables_end, true, true, false, true, "variables"},
    {(void *)0x10019000ul, (void *)0x1001b000ul, true, true, false, true, "large.buffer1"},
    {(void *)0x1001c000ul, (void *)0x1001e000ul, true, true, false, true, "large.buffer2"},
    {(void *)0x1001f000ul, (void *)0x1001f064ul, true, true, false, true, "window"},
    {(void *)0x10021000ul, (void *)0x10022000ul, true, true, false, true, "spot"},
    {(void *)0x10000000ul, (void *)0x10001000ul, true, true, false, true, "control.ipc"},
    {(void *)0x10005000ul, (void *)0x10009000ul, true, true, false, true, "control.stack"},
    {(void *)0x10004000ul, (void *)0x10005000ul, false, false, false, false, "control.stack.guard"},
    {(void *)0x10023000ul, (void *)0x10123000ul, true, true, false, true, "heap"},
    {(void *)0x10001000ul, (void *)0x10002000ul, true, true, false, true, "words.ipc"},
    {(void *)0x1000a000ul, (void *)0x1000e000ul, true, true, false, true, "words.stack"},
    {(void *)0x10009000ul, (void *)0x1000a000ul, false, false, false, false, "words.stack.guard"},
    {(void *)0x10002000ul, (void *)0x10003000ul, true, true, false, true, "bytes.ipc"},
    {(void *)0x1000f000ul, (void *)0x10013000ul, true, true, false, true, "bytes.stack"},
    {(void *)0x1000e000ul, (void *)0x1000f000ul, false, false, false, false, "bytes.stack.guard"},
    {(void *)0x10003000ul, (void *)0x10004000ul, true, true, false, true, "large.ipc"},
    {(void *)0x10014000ul, (void *)0x10018000ul, true, true, false, true, "large.stack"},
    {(void *)0x10013000ul, (void *)0x10014000ul, false, false, false, false, "large.stack.guard"},
};
const size_t camkes_vmas_size = sizeof camkes_vmas / sizeof camkes_vmas[0];

const struct kdl_frame kdl_frames[] = {
    {0}
};

const struct kdl_device kdl_devices[] = {
    {0}
};

/* the heap, as CAmkES names it; what is written here has no effect */
char *morecore_area = (char *)0x10023000ul;
size_t morecore_size = 0x100000ul;

const struct kdl_component kdl_component = {
    .control = false,
    .restarts = false,
    .heap = 0x10023000ul,
    .heap_size = 0x100000ul,
    .dma_cached = 0x0ul,
    .dma_uncached = 0x0ul,
    .dma_size = 0x0ul,
    .console = 1,
    .faults = 0,
    .program_threads = 4,
    .thread_count = sizeof kdl_threads / sizeof kdl_threads[0],
    .init_count = sizeof kdl_inits / sizeof kdl_inits[0] - 1,
};

void nobody_emit(void)
{
}

void nobody_emit_underlying(void)
{
}
