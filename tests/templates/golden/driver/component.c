/* Generated from component/component.c.m4 for Driver: do not edit. */
#include <camkes.h>
#include <camkes/vma.h>
#include <kdl/frame.h>
#include <kdl/instance.h>
#include <kdl/sync.h>

const struct kdl_thread kdl_threads[] = {
    [0] = {.name = "control", .number = 1, .park = 2, .reply = 0,
        .unhurried = 1},
    [1] = {
        .name = "irq", .number = 2, .park = 3, .reply = 0,
        .settle = 0, .time = 0, .unhurried = 1, .init = irq__init, .run = irq__run,
    },
};

void (*const kdl_inits[])(void) = {
    registers__init,
    NULL
};

const struct kdl_smc_slot kdl_smc_slots[] = {
    {0}
};

const struct kdl_line kdl_lines[] = {
    {33, 4},
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
    {(void *)0x1000d200ul, (void *)0x1000d400ul, true, true, false, false, "registers"},
    {(void *)0x10000000ul, (void *)0x10001000ul, true, true, false, true, "control.ipc"},
    {(void *)0x10003000ul, (void *)0x10007000ul, true, true, false, true, "control.stack"},
    {(void *)0x10002000ul, (void *)0x10003000ul, false, false, false, false, "control.stack.guard"},
    {(void *)0x1000f000ul, (void *)0x1010f000ul, true, true, false, true, "heap"},
    {(void *)0x10001000ul, (void *)0x10002000ul, true, true, false, true, "irq.ipc"},
    {(void *)0x10008000ul, (void *)0x1000c000ul, true, true, false, true, "irq.stack"},
    {(void *)0x10007000ul, (void *)0x10008000ul, false, false, false, false, "irq.stack.guard"},
};
const size_t camkes_vmas_size = sizeof camkes_vmas / sizeof camkes_vmas[0];

const struct kdl_frame kdl_frames[] = {
    {0}
};

const struct kdl_device kdl_devices[] = {
    {0x9000200ul, 0x1000d200ul, 512},
    {0}
};

/* the heap, as CAmkES names it; what is written here has no effect */
char *morecore_area = (char *)0x1000f000ul;
size_t morecore_size = 0x100000ul;

const struct kdl_component kdl_component = {
    .control = false,
    .restarts = false,
    .heap = 0x1000f000ul,
    .heap_size = 0x100000ul,
    .dma_cached = 0x0ul,
    .dma_uncached = 0x0ul,
    .dma_size = 0x0ul,
    .console = 1,
    .faults = 0,
    .program_threads = 2,
    .thread_count = sizeof kdl_threads / sizeof kdl_threads[0],
    .init_count = sizeof kdl_inits / sizeof kdl_inits[0] - 1,
};
