/*
 * Carving up the machine: which memory the kernel and the root task keep, the root task itself,
 * and capabilities to all the rest. There is no allocator after this; what the boot takes, it
 * takes from `free_ram`, and what is left there becomes untyped memory.
 */
#include "boot.h"

#include "abi/bootinfo.h"
#include "abi/image.h"
#include "derive.h"
#include "kernel.h"
#include "object.h"
#include "panic.h"
#include "print.h"
#include "sched.h"
#include "smp.h"
#include "vspace.h"

#define ROOT_SC_BITS      8
#define ROOT_SLICE_US     10000
#define MAX_FREE          64
#define MAX_TAKEN         (BOOT_MAX_MEMORY + BOOT_MAX_RESERVED + 2)

/* ascending, apart, page aligned */
static struct boot_range free_ram[MAX_FREE];
static word_t free_count;
static word_t ram_bytes, reserved_bytes;

struct root_task {
    struct slot *cnode;
    void *vspace;
    struct bootinfo *info;
    vaddr_t end;                        /* next free page of its address space */
    vaddr_t info_vaddr, buffer_vaddr;
    paddr_t buffer;
};

static word_t page_up(word_t n) { return (n + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1ul); }
static word_t size_of(struct boot_range r) { return r.end - r.start; }

/* ---- free memory ---- */

static at_boot void free_insert(word_t at, struct boot_range range)
{
    if (range.start >= range.end)
        return;
    if (free_count == MAX_FREE)
        panic("free memory is in more than %d pieces", MAX_FREE);
    for (word_t i = free_count++; i > at; i--)
        free_ram[i] = free_ram[i - 1];
    free_ram[at] = range;
}

static at_boot void free_delete(word_t at)
{
    free_count--;
    for (word_t i = at; i < free_count; i++)
        free_ram[i] = free_ram[i + 1];
}

/* Take a range out; returns how much of it was free. */
static at_boot word_t free_take(struct boot_range range)
{
    word_t taken = 0;

    for (word_t i = 0; i < free_count; i++) {
        struct boot_range was = free_ram[i];
        struct boot_range cut = {was.start > range.start ? was.start : range.start,
                                 was.end < range.end ? was.end : range.end};

        if (cut.start >= cut.end)
            continue;
        taken += size_of(cut);
        free_delete(i);
        free_insert(i, (struct boot_range){cut.end, was.end});
        free_insert(i, (struct boot_range){was.start, cut.start});
        i = (word_t)-1;                 /* start over: the list is short */
    }
    return taken;
}

/* Zeroed pages for good, behind the image if possible so that the rest stays in one piece. */
static at_boot paddr_t boot_alloc(word_t bytes)
{
    word_t found = free_count;

    bytes = page_up(bytes);
    for (word_t i = 0; i < free_count; i++) {
        if (size_of(free_ram[i]) < bytes)
            continue;
        if (found == free_count || free_ram[found].start < kernel.boot.image.start)
            found = i;
        if (free_ram[i].start >= kernel.boot.image.start)
            break;
    }
    if (found == free_count)
        return 0;
    paddr_t paddr = free_ram[found].start;
    free_take((struct boot_range){paddr, paddr + bytes});
    __builtin_memset(arch_ram_pointer(paddr), 0, bytes);
    return paddr;
}

static at_boot paddr_t boot_must_alloc(word_t bytes)
{
    paddr_t paddr = boot_alloc(bytes);

    if (!paddr)
        panic("no memory for %lu bytes of the root task", bytes);
    return paddr;
}

static at_boot paddr_t alloc_table(void)
{
    return boot_alloc(PAGE_SIZE);
}

/* What of a part of the image stays in use; all of it must be memory that the kernel sees. */
static at_boot void keep(paddr_t start, word_t bytes, const char *name)
{
    bytes = page_up(bytes);
    if (free_take((struct boot_range){start, start + bytes}) != bytes)
        panic("the %s at %lx is not in usable memory", name, start);
}

at_boot void boot_memory(void)
{
    struct boot_params *b = &kernel.boot;

    for (word_t i = 0; i < b->memory_count; i++) {
        ram_bytes += size_of(b->memory[i]);
        free_insert(free_count, arch_boot_memory(b->memory[i]));
    }
    for (word_t i = 0; i < b->reserved_count; i++)
        reserved_bytes += free_take(b->reserved[i]);
    for (word_t i = 0; i < b->kernel_count; i++)
        keep(b->kernel[i].paddr, b->kernel[i].size, "kernel");
    for (word_t i = 0; i < b->root_count; i++)
        keep(b->root[i].paddr, b->root[i].size, "root task");
    keep(b->plan.start, size_of(b->plan), "plan");
    keep(b->payload.start, size_of(b->payload), "payload");
}

/* ---- the root task ---- */

static at_boot void map(struct root_task *root, vaddr_t vaddr, paddr_t paddr, word_t rights,
                        bool execute)
{
    if (!vspace_map_boot(root->vspace, vaddr, paddr, rights, execute, alloc_table))
        panic("no memory for the root task's page tables");
}

static at_boot vaddr_t map_behind(struct root_task *root, paddr_t paddr, word_t bytes,
                                  word_t rights)
{
    vaddr_t first = root->end;

    for (word_t at = 0; at < bytes; at += PAGE_SIZE)
        map(root, first + at, paddr + at, rights, false);
    root->end += page_up(bytes);
    return first;
}

static at_boot void map_program(struct root_task *root)
{
    for (word_t i = 0; i < kernel.boot.root_count; i++) {
        const struct boot_segment *s = &kernel.boot.root[i];
        word_t rights = RIGHT_READ | (s->flags & SEGMENT_WRITE ? RIGHT_WRITE : 0);

        for (word_t at = 0; at < s->size; at += PAGE_SIZE)
            map(root, s->vaddr + at, s->paddr + at, rights, s->flags & SEGMENT_EXEC);
        root->end = s->vaddr + s->size;
    }
}

static at_boot void make_vspace(struct root_task *root)
{
    paddr_t pool = boot_must_alloc(PAGE_SIZE), top = boot_must_alloc(PAGE_SIZE);
    const struct boot_range *plan = &kernel.boot.plan;

    root->vspace = arch_ram_pointer(top);
    arch_vspace_init(root->vspace);
    kernel.asid_pool[0] = arch_ram_pointer(pool);
    kernel.asid_pool[0][ROOT_ASID] = root->vspace;
    map_program(root);
    root->end += PAGE_SIZE;             /* a gap: running off the data faults */
    root->buffer = boot_must_alloc(PAGE_SIZE);
    root->buffer_vaddr = map_behind(root, root->buffer, PAGE_SIZE, RIGHT_READ | RIGHT_WRITE);
    root->info = arch_ram_pointer(boot_must_alloc(PAGE_SIZE));
    root->info_vaddr = map_behind(root, arch_ram_paddr(root->info), PAGE_SIZE, RIGHT_READ);
    if (size_of(*plan))
        root->info->plan = map_behind(root, plan->start, size_of(*plan), RIGHT_READ);
    root->info->plan_size = size_of(*plan);
    derive_insert_root(cap_vspace(root->vspace, ROOT_ASID), &root->cnode[ROOT_SLOT_VSPACE]);
    derive_insert_root(cap_asid_pool(kernel.asid_pool[0], 0), &root->cnode[ROOT_SLOT_ASID_POOL]);
}

static at_boot struct cap mapped_frame(paddr_t paddr, word_t rights, vaddr_t vaddr)
{
    return cap_with_mapping(cap_frame(paddr, FRAME_SIZE_4K, rights, false), ROOT_ASID, vaddr);
}

static at_boot void make_simple_caps(struct root_task *root)
{
    static const struct { enum cap_type type; word_t slot; } simple[] = {
        {CAP_IRQ_CONTROL, ROOT_SLOT_IRQ_CONTROL}, {CAP_ASID_CONTROL, ROOT_SLOT_ASID_CONTROL},
        {CAP_DOMAIN, ROOT_SLOT_DOMAIN}, {CAP_SMC, ROOT_SLOT_SMC},
        {CAP_CONSOLE, ROOT_SLOT_CONSOLE}};

    for (word_t i = 0; i < sizeof simple / sizeof simple[0]; i++)
        derive_insert_root(cap_make(simple[i].type, 0, 0, 0), &root->cnode[simple[i].slot]);
    for (word_t i = 0; i < smp_core_count(); i++)
        derive_insert_root(cap_make(CAP_SCHED_CONTROL, 0, 0, i),
                           &root->cnode[ROOT_SLOT_SCHED_CONTROL + i]);
    if (CONFIG_DEBUG)
        derive_insert_root(cap_make(CAP_DEBUG, 0, 0, 0), &root->cnode[ROOT_SLOT_DEBUG]);
    derive_insert_root(mapped_frame(arch_ram_paddr(root->info), RIGHT_READ, root->info_vaddr),
                       &root->cnode[ROOT_SLOT_BOOTINFO_FRAME]);
    derive_insert_root(mapped_frame(root->buffer, RIGHT_READ | RIGHT_WRITE, root->buffer_vaddr),
                       &root->cnode[ROOT_SLOT_IPC_BUFFER]);
}

static at_boot void make_thread(struct root_task *root)
{
    paddr_t page = boot_must_alloc(PAGE_SIZE);
    struct cap tcb = object_cap(OBJECT_TCB, page, 0, UNTYPED_RAM);
    struct cap sc = object_cap(OBJECT_SCHED_CONTEXT, page + (1u << TCB_BITS), ROOT_SC_BITS,
                               UNTYPED_RAM);
    struct tcb *t = cap_pointer(tcb);
    static const struct { word_t from; enum tcb_slot to; } own[] = {
        {ROOT_SLOT_CNODE, TCB_SLOT_CSPACE}, {ROOT_SLOT_VSPACE, TCB_SLOT_VSPACE},
        {ROOT_SLOT_IPC_BUFFER, TCB_SLOT_BUFFER}};

    object_begin(OBJECT_TCB, page);
    derive_insert_root(tcb, &root->cnode[ROOT_SLOT_TCB]);
    derive_insert_root(sc, &root->cnode[ROOT_SLOT_SCHED_CONTEXT]);
    for (word_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        struct slot *from = &root->cnode[own[i].from];
        struct cap copy;

        if (derive_copy(from, from->cap, &copy) != ERR_NONE)
            panic("capability in slot %lu cannot be copied", own[i].from);
        derive_insert(copy, from, &t->slot[own[i].to]);
    }
    t->buffer = arch_ram_pointer(root->buffer);
    t->mcp = MAX_PRIORITY;
    context_set_register(&t->context, CONTEXT_REGISTER_PC, kernel.boot.root_entry);
    context_set_register(&t->context, CONTEXT_REGISTER_X0, root->info_vaddr);
    context_set_register(&t->context, CONTEXT_REGISTER_X0 + 1, root->buffer_vaddr);
    __builtin_memcpy(t->name, "root", 5);
    thread_set_priority(t, MAX_PRIORITY);
    sc_configure(cap_pointer(sc), sched_ticks(ROOT_SLICE_US), sched_ticks(ROOT_SLICE_US),
                 REFILL_MIN, 0, false, 0);
    sc_bind_tcb(cap_pointer(sc), t);
    thread_restart(t);
}

/* ---- untyped memory ---- */

/* Room is made by dropping the smallest region, so a strange memory map costs little. */
static at_boot void make_room(struct bootinfo *info)
{
    word_t smallest = 0;

    if (info->untyped_count < ROOT_MAX_UNTYPED)
        return;
    for (word_t i = 1; i < info->untyped_count; i++)
        if (info->untyped[i].size_bits < info->untyped[smallest].size_bits
            && info->untyped[i].kind != UNTYPED_IMAGE)
            smallest = i;
    info->untyped_count--;
    for (word_t i = smallest; i < info->untyped_count; i++)
        info->untyped[i] = info->untyped[i + 1];
}

static word_t log2_of(word_t n) { return 63 - (word_t)__builtin_clzl(n); }

/* The range as naturally aligned powers of two. */
static at_boot void list_range(struct bootinfo *info, struct boot_range range,
                               enum untyped_kind kind)
{
    while (range.start < range.end) {
        word_t bits = log2_of(range.end - range.start);

        if (range.start && (word_t)__builtin_ctzl(range.start) < bits)
            bits = (word_t)__builtin_ctzl(range.start);
        make_room(info);
        info->untyped[info->untyped_count++] = (struct bootinfo_untyped){
            range.start, (uint32_t)bits, kind};
        range.start += 1ul << bits;
    }
}

/* Everything below 2^40 that is neither memory nor reserved nor the interrupt controller. */
static at_boot void list_devices(struct bootinfo *info, word_t from, word_t to)
{
    const struct boot_params *b = &kernel.boot;
    struct boot_range taken[MAX_TAKEN];
    word_t count = 0;

    for (word_t i = 0; i < b->memory_count; i++)
        taken[count++] = b->memory[i];
    for (word_t i = 0; i < b->reserved_count; i++)
        taken[count++] = b->reserved[i];
    taken[count++] = b->gic_distributor;
    taken[count++] = b->gic_cpu;
    while (from < to) {
        word_t end = to;

        for (word_t i = 0; i < count; i++) {
            if (taken[i].start <= from && from < taken[i].end) {
                from = page_up(taken[i].end);
                end = from;
                break;
            }
            if (taken[i].start > from && taken[i].start < end)
                end = taken[i].start & ~(PAGE_SIZE - 1ul);
        }
        if (end > from)
            list_range(info, (struct boot_range){from, end}, UNTYPED_DEVICE);
        from = end;
    }
}

/* RAM, image and device regions in one list, in ascending order. */
static at_boot void list_untyped(struct bootinfo *info)
{
    struct boot_range payload = kernel.boot.payload;
    bool payload_listed = size_of(payload) == 0;
    word_t device_from = 0;

    for (word_t i = 0; i <= free_count; i++) {
        word_t next = i < free_count ? free_ram[i].start : 1ul << DEVICE_SPACE_BITS;

        if (!payload_listed && payload.start < next) {
            list_devices(info, device_from, payload.start);
            list_range(info, payload, UNTYPED_IMAGE);
            device_from = payload.end;
            payload_listed = true;
        }
        if (device_from < 1ul << DEVICE_SPACE_BITS)
            list_devices(info, device_from, next < 1ul << DEVICE_SPACE_BITS
                                            ? next : 1ul << DEVICE_SPACE_BITS);
        if (i < free_count) {
            list_range(info, free_ram[i], UNTYPED_RAM);
            device_from = free_ram[i].end;
        }
    }
}

static at_boot void make_untyped(struct root_task *root)
{
    struct bootinfo *info = root->info;
    word_t left = 0;

    list_untyped(info);
    for (word_t i = 0; i < info->untyped_count; i++) {
        const struct bootinfo_untyped *u = &info->untyped[i];

        derive_insert_root(cap_untyped(u->paddr, u->size_bits, (enum untyped_kind)u->kind, 0),
                           &root->cnode[ROOT_SLOT_UNTYPED + i]);
        if (u->kind == UNTYPED_RAM)
            left += 1ul << u->size_bits;
    }
    info->kernel_bytes = ram_bytes - reserved_bytes - size_of(kernel.boot.payload) - left;
}

static at_boot void fill_bootinfo(struct root_task *root)
{
    struct bootinfo *info = root->info;

    info->magic = BOOTINFO_MAGIC;
    info->core_count = smp_core_count();
    info->root_cnode_bits = kernel.boot.root_cnode_bits;
    info->first_free_slot = ROOT_SLOT_UNTYPED + info->untyped_count;
    info->ipc_buffer = root->buffer_vaddr;
    info->timer_hz = arch_timer_hz();
    info->payload_size = size_of(kernel.boot.payload);
    info->debug = CONFIG_DEBUG;
}

at_boot void boot_root_task(void)
{
    struct root_task root = {0};
    word_t radix = kernel.boot.root_cnode_bits;

    root.cnode = arch_ram_pointer(boot_must_alloc(1ul << (radix + SLOT_BITS)));
    kernel.root_cnode = root.cnode;
    derive_insert_root(cap_cnode(root.cnode, radix, 64 - radix, 0),
                       &root.cnode[ROOT_SLOT_CNODE]);
    make_vspace(&root);
    make_simple_caps(&root);
    make_thread(&root);
    make_untyped(&root);
    fill_bootinfo(&root);
}
