/* Generated from component/component.c.m4 for Far: do not edit. */
#include <camkes.h>
#include <camkes/vma.h>
#include <kdl/frame.h>
#include <kdl/instance.h>
#include <kdl/sync.h>

const struct kdl_thread kdl_threads[] = {
    [0] = {.name = "control", .number = 1, .park = 2, .reply = 0,
        .unhurried = 1},
    [1] = {
        .name = "any", .number = 2, .park = 3, .reply = 4,
        .settle = 0, .time = 0, .unhurried = 1, .init = any__init, .run = any__run,
    },
    [2] = {
        .name = "buffered", .number = 3, .park = 6, .reply = 7,
        .settle = 0, .time = 0, .unhurried = 1, .init = buffered__init, .run = buffered__run,
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
    {(void *)0x10013000ul, (void *)0x10014000ul, true, true, false, true, "buffered.buffer"},
    {(void *)0x10015000ul, (void *)0x10016000ul, true, true, false, true, "counted.count"},
    {(void *)0x10017000ul, (void *)0x10018000ul, true, true, false, true, "caps"},
    {(void *)0x10019000ul, (void *)0x1001a000ul, true, false, false, true, "queue"},
    {(void *)0x1001b000ul, (void *)0x1001c000ul, true, true, false, true, "queue"},
    {(void *)0x10000000ul, (void *)0x10001000ul, true, true, false, true, "control.ipc"},
    {(void *)0x10004000ul, (void *)0x10008000ul, true, true, false, true, "control.stack"},
    {(void *)0x10003000ul, (void *)0x10004000ul, false, false, false, false, "control.stack.guard"},
    {(void *)0x1001d000ul, (void *)0x1011d000ul, true, true, false, true, "heap"},
    {(void *)0x10001000ul, (void *)0x10002000ul, true, true, false, true, "any.ipc"},
    {(void *)0x10009000ul, (void *)0x1000d000ul, true, true, false, true, "any.stack"},
    {(void *)0x10008000ul, (void *)0x10009000ul, false, false, false, false, "any.stack.guard"},
    {(void *)0x10002000ul, (void *)0x10003000ul, true, true, false, true, "buffered.ipc"},
    {(void *)0x1000e000ul, (void *)0x10012000ul, true, true, false, true, "buffered.stack"},
    {(void *)0x1000d000ul, (void *)0x1000e000ul, false, false, false, false, "buffered.stack.guard"},
};
const size_t camkes_vmas_size = sizeof camkes_vmas / sizeof camkes_vmas[0];

const struct kdl_frame kdl_frames[] = {
    {0x10017000ul, 4096, 12},
    {0}
};

const struct kdl_device kdl_devices[] = {
    {0}
};

/* the heap, as CAmkES names it; what is written here has no effect */
char *morecore_area = (char *)0x1001d000ul;
size_t morecore_size = 0x100000ul;

const struct kdl_component kdl_component = {
    .control = false,
    .restarts = false,
    .heap = 0x1001d000ul,
    .heap_size = 0x100000ul,
    .dma_cached = 0x0ul,
    .dma_uncached = 0x0ul,
    .dma_size = 0x0ul,
    .console = 1,
    .faults = 0,
    .program_threads = 3,
    .thread_count = sizeof kdl_threads / sizeof kdl_threads[0],
    .init_count = sizeof kdl_inits / sizeof kdl_inits[0] - 1,
};
