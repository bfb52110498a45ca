/*
 * The life of a root task written for libsel4: thread-local storage, boot information, main.
 */
#include <kdl/thread.h>
#include <sel4/sel4.h>
#include <sel4runtime.h>

#define TLS_HEADER 16u                  /* AArch64: what lies at the thread pointer itself */
#define TLS_MOST   4096u                /* of the first thread */

extern const char kdl_sel4_tls_start[], kdl_sel4_tls_data_end[], kdl_sel4_tls_size[];
int main(void);
_Noreturn void kdl_sel4_start(const struct bootinfo *info, struct ipc_buffer *buffer);

/* kdl/thread.h; a thread's own reply object is for code written for seL4 without MCS */
__thread struct ipc_buffer *kdl_ipc_buffer;
static const struct kdl_thread nobody;
__thread const struct kdl_thread *kdl_self = &nobody;
__thread size_t kdl_line_length;
void kdl_flush_line(void) {}

static seL4_BootInfo bootinfo;
static char first_tls[TLS_MOST] __attribute__((aligned(16)));

size_t sel4runtime_get_tls_size(void)
{
    return TLS_HEADER + (size_t)(uintptr_t)kdl_sel4_tls_size;
}

uintptr_t sel4runtime_write_tls_image(void *memory)
{
    char *to = memory, *end = to + sel4runtime_get_tls_size();
    const char *from = kdl_sel4_tls_start;

    for (unsigned i = 0; i < TLS_HEADER; i++)
        *to++ = 0;
    while (from < kdl_sel4_tls_data_end)
        *to++ = *from++;
    while (to < end)
        *to++ = 0;
    return (uintptr_t)memory;
}

seL4_BootInfo *seL4_GetBootInfo(void)
{
    return &bootinfo;
}

/* The pages of the boot image keep their contents: like device memory, nothing else is in them. */
static void take_bootinfo(const struct bootinfo *info, struct ipc_buffer *buffer)
{
    seL4_BootInfo *b = &bootinfo;

    b->numNodes = info->core_count;
    b->ipcBuffer = (seL4_IPCBuffer *)buffer;
    b->initThreadCNodeSizeBits = info->root_cnode_bits;
    b->empty = (seL4_SlotRegion){info->first_free_slot, 1ul << info->root_cnode_bits};
    b->schedcontrol = (seL4_SlotRegion){ROOT_SLOT_SCHED_CONTROL,
                                        ROOT_SLOT_SCHED_CONTROL + info->core_count};
    b->untyped = (seL4_SlotRegion){ROOT_SLOT_UNTYPED, ROOT_SLOT_UNTYPED + info->untyped_count};
    for (uint64_t i = 0; i < info->untyped_count; i++) {
        const struct bootinfo_untyped *u = &info->untyped[i];
        b->untypedList[i] = (seL4_UntypedDesc){.paddr = u->paddr,
                                               .sizeBits = (seL4_Uint8)u->size_bits,
                                               .isDevice = u->kind != UNTYPED_RAM};
    }
}

_Noreturn void kdl_sel4_start(const struct bootinfo *info, struct ipc_buffer *buffer)
{
    uintptr_t base = sel4runtime_write_tls_image(first_tls);

    __asm__ volatile("msr tpidr_el0, %0" : : "r"(base) : "memory");
    kdl_ipc_buffer = buffer;
    take_bootinfo(info, buffer);
    main();
    seL4_DebugHalt();
}
