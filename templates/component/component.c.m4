m4_divert(-1)
m4_dnl What the runtime knows of instances of one type that are alike, and their locks.
m4_dnl k_control, k_service: index, name, park, reply, of a passive thread settle, time, and is its
m4_dnl   budget its period
m4_define([<k_number>], [<m4_eval($1 + k_first_thread() + 1)>])
m4_define([<k_control>],
[<    [$1] = {.name = "$2", .number = k_number($1), .park = $3, .reply = $4,
        .unhurried = $7},
>])
m4_define([<k_service>], [<    [$1] = {
        .name = "$2", .number = k_number($1), .park = $3, .reply = $4,
        .settle = $5, .time = $6, .unhurried = $7, .init = $2__init, .run = $2__run,
    },
>])
m4_define([<k_init>], [<    $1__init,
>])
m4_dnl k_smc: function, slot
m4_define([<k_smc>], [<    {$1, $2},
>])
m4_dnl k_line: number of an interrupt, slot
m4_define([<k_line>], [<    {$1, $2},
>])
m4_dnl k_pooled: type of object, slot, log2 of its bytes
m4_define([<k_pooled>], [<    {$1, $2, 1ul << $3},
>])
m4_dnl k_untyped: slot, log2 of its bytes
m4_define([<k_untyped>], [<    {$1, $2, 0},
>])
m4_dnl of an instance with `simple`
m4_define([<k_as_simple>], [<
static struct kdl_untyped kdl_untyped[] = {
k_each_untyped([<k_untyped>])    {0}
};

void camkes_make_simple(simple_t *simple)
{
    static const struct kdl_simple own = {
        .cnode = k_simple_cnode(), .vspace = k_simple_vspace(), .tcb = k_simple_tcb(),
        .time = k_simple_time(), .time_control = k_simple_time_control(),
        .cnode_bits = k_simple_cnode_bits(), .last_slot = k_simple_slots(),
        .untyped = kdl_untyped, .untyped_count = sizeof kdl_untyped / sizeof kdl_untyped[0] - 1,
    };

    kdl_make_simple(simple, &own);
}
>])
m4_dnl k_watched: number, instance, thread, lowest address of its stack, its size, IPC buffer,
m4_dnl   program, thread in the program, slots of TCB, reply, scheduling context, limit of restarts,
m4_dnl   its number in CAmkES, its first area and how many there are
m4_define([<k_watched>],
[<    {$1, "$2", "$3", $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15},
>])
m4_dnl k_frame: address, size, slot
m4_define([<k_frame>], [<    {$1, $2, $3},
>])
m4_dnl k_device: physical address, address, size
m4_define([<k_device>], [<    {$1, $2, $3},
>])
m4_dnl k_area: name, start, end, read, write, cached
m4_define([<k_area>], [<    {(void *)$2, (void *)$3, $4, $5, false, $6, "$1"},
>])
m4_dnl k_watched_area: name, start, end
m4_define([<k_watched_area>], [<    {"$1", $2, $3},
>])
m4_define([<k_unconnected>], [<
void $1_emit(void)
{
}

void $1_emit_underlying(void)
{
}
>])
m4_define([<k_mutex>], [<
static struct kdl_mutex kdl_lock_of_$1;

int $1_lock(void)
{
    kdl_mutex_lock(&kdl_lock_of_$1);
    return 0;
}

int $1_unlock(void)
{
    kdl_mutex_unlock(&kdl_lock_of_$1);
    return 0;
}
>])
m4_dnl k_semaphore: name, value, limit
m4_define([<k_semaphore>], [<
static struct kdl_semaphore kdl_semaphore_of_$1 = {.value = $2, .limit = $3};

int $1_wait(void)
{
    kdl_semaphore_wait(&kdl_semaphore_of_$1);
    return 0;
}

int $1_trywait(void)
{
    return kdl_semaphore_trywait(&kdl_semaphore_of_$1) ? 0 : -1;
}

int $1_post(void)
{
    (void)kdl_semaphore_post(&kdl_semaphore_of_$1);
    return 0;
}
>])
m4_dnl what the rest of its group sees of a member
m4_define([<k_as_member>], [<
const struct kdl_member kdl_member_$1 = {
    .start = kdl_thread_start, .wake_all = kdl_wake_all,
    .thread_count = sizeof kdl_threads / sizeof kdl_threads[0],
    .heap = k_heap_address(), .heap_size = k_heap_size(), .free = __real_free,
    .realloc = __real_realloc,
};
>])
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <camkes/vma.h>
#include <kdl/frame.h>
m4_ifdef([<k_member>], [<#include <kdl/group.h>
>])m4_dnl
#include <kdl/instance.h>
m4_ifdef([<k_simple_cnode>], [<#include <kdl/simple.h>
>])m4_dnl
#include <kdl/sync.h>

const struct kdl_thread kdl_threads[] = {
k_each_control([<k_control>])k_each_service([<k_service>])};

void (*const kdl_inits[])(void) = {
k_each_init([<k_init>])    NULL
};

const struct kdl_smc_slot kdl_smc_slots[] = {
k_each_smc([<k_smc>])    {0}
};

const struct kdl_line kdl_lines[] = {
k_each_line([<k_line>])    {0}
};

const struct kdl_pooled kdl_pooled[] = {
k_each_pooled([<k_pooled>])    {0}
};

const struct kdl_watched kdl_watched[] = {
k_each_watched([<k_watched>])    {0}
};

const struct kdl_watched_area kdl_watched_areas[] = {
k_each_watched_area([<k_watched_area>])    {0}
};

const struct camkes_vma camkes_vmas[] = {
    {kdl_code, kdl_code_end, true, false, true, true, "code"},
    {kdl_constants, kdl_constants_end, true, false, false, true, "constants"},
    {kdl_variables, kdl_variables_end, true, true, false, true, "variables"},
k_each_area([<k_area>])};
const size_t camkes_vmas_size = sizeof camkes_vmas / sizeof camkes_vmas[0];

const struct kdl_frame kdl_frames[] = {
k_each_frame([<k_frame>])    {0}
};

const struct kdl_device kdl_devices[] = {
k_each_device([<k_device>])    {0}
};

/* the heap, as CAmkES names it; what is written here has no effect */
char *morecore_area = (char *)k_heap_address();
size_t morecore_size = k_heap_size();

const struct kdl_component kdl_component = {
    .control = k_has_control(),
    .restarts = k_restarts(),
m4_ifdef([<k_errors>], [<    .errors = k_errors(),
>])m4_dnl
    .heap = k_heap_address(),
    .heap_size = k_heap_size(),
    .dma_cached = k_dma_cached(),
    .dma_uncached = k_dma_uncached(),
    .dma_size = k_dma_size(),
    .console = k_console_slot(),
    .faults = k_fault_slot(),
    .program_threads = k_program_threads(),
    .thread_count = sizeof kdl_threads / sizeof kdl_threads[0],
    .init_count = sizeof kdl_inits / sizeof kdl_inits[0] - 1,
};
m4_ifdef([<k_member>], [<k_as_member(k_member())>])m4_dnl
m4_ifdef([<k_simple_cnode>], [<k_as_simple()>])m4_dnl
k_each_unconnected([<k_unconnected>])m4_dnl
k_each_mutex([<k_mutex>])m4_dnl
k_each_semaphore([<k_semaphore>])m4_dnl
