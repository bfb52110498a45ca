// link: tests/unit/fake_arch.c tests/unit/fake_objects.c kernel/kernel.c kernel/cap.c
// link: kernel/cspace.c kernel/derive.c kernel/core/rights.c kernel/core/untyped.c
// link: kernel/core/cnode.c kernel/core/pte.c kernel/core/asid.c kernel/object/object.c
// link: kernel/object/untyped.c kernel/object/cnode.c kernel/object/frame.c
// link: kernel/object/page_table.c kernel/object/vspace.c kernel/object/asid.c
// link: kernel/boot.c kernel/boot_params.c kernel/object/cache.c tests/unit/derive_check.c
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1
/*
 * Booting: every byte of the machine ends up in exactly one place, whatever its memory map; and
 * parameters that make no sense are refused by name. Each case runs in a process of its own.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "derive_check.h"
#include "fake_arch.h"
#include "kernel/abi/image.h"
#include "kernel/boot.h"
#include "kernel/object.h"
#include "kernel/sched.h"
#include "kernel/vspace.h"

#define MIB (1ul << 20)
#define RAM FAKE_RAM_START
#define IMAGE (RAM + 2 * MIB)

/* ---- what boot.c asks of the rest ---- */

void thread_set_priority(struct tcb *t, uint8_t priority) { t->priority = priority; }
void thread_restart(struct tcb *t) { t->state = THREAD_RESTART; }
ticks_t sched_ticks(word_t us) { return us; }

void sc_configure(struct sched_context *sc, ticks_t budget, ticks_t period, word_t refills,
                  word_t badge, bool sporadic, word_t core)
{
    (void)budget, (void)period, (void)refills, (void)badge, (void)sporadic, (void)core;
    sc->consumed = 1;
}

void sc_bind_tcb(struct sched_context *sc, struct tcb *t)
{
    sc->tcb = t;
    t->sc = sc;
}

struct boot_range arch_boot_memory(struct boot_range ram)
{
    struct boot_range usable = {(ram.start + 2 * MIB - 1) & ~(2 * MIB - 1),
                                ram.end & ~(2 * MIB - 1)};
    if (usable.end > RAM + FAKE_RAM_BYTES)
        usable.end = RAM + FAKE_RAM_BYTES;
    if (usable.end < usable.start)
        usable.end = usable.start;
    return usable;
}

/* ---- a machine ---- */

static struct boot_params machine(void)
{
    struct boot_params b = {
        .magic = BOOT_MAGIC, .version = BOOT_VERSION,
        .memory_count = 1, .memory = {{RAM, RAM + 128 * MIB}},
        .image = {IMAGE, IMAGE + 0x100000}, .dtb = {RAM + 64 * MIB, RAM + 64 * MIB + 0x2000},
        .kernel_count = 3,
        .kernel = {{IMAGE + 0x12000, 0xffffffffc0000000, 0x10000, SEGMENT_READ | SEGMENT_EXEC},
                   {IMAGE + 0x22000, 0xffffffffc0010000, 0x3000, SEGMENT_READ},
                   {IMAGE + 0x25000, 0xffffffffc0013000, 0x20000, SEGMENT_READ | SEGMENT_WRITE}},
        .root_count = 2,
        .root = {{IMAGE + 0x45000, 0x400000, 0x3000, SEGMENT_READ | SEGMENT_EXEC},
                 {IMAGE + 0x48000, 0x410000, 0x2000, SEGMENT_READ | SEGMENT_WRITE}},
        .root_entry = 0x400010,
        .plan = {IMAGE + 0x4a000, IMAGE + 0x4a000 + 0x1234},
        .payload = {IMAGE + 0x4c000, IMAGE + 0x100000},
        .root_cnode_bits = 12, .gic_version = 2,
        .gic_distributor = {0x8000000, 0x8010000}, .gic_cpu = {0x8010000, 0x8020000},
        .timer_irq = 27, .console = BOOT_CONSOLE_PL011,
        .console_registers = {0x9000000, 0x9001000}, .psci = BOOT_PSCI_HVC,
        .core_count = 1};
    return b;
}

static const struct bootinfo *boot(const struct boot_params *b)
{
    const struct tcb *root;
    struct slot *cnode;
    fake_reset();
    fake_fill(RAM, 8 * MIB, 0xa5);
    boot_take_params(b);
    boot_check_params();
    boot_memory();
    boot_root_task();
    assert_non_null(kernel.asid_pool[0]);
    /* the root task's CNode is the only capability table there is: find it through its TCB */
    for (paddr_t p = RAM;; p += PAGE_SIZE) {
        root = arch_ram_pointer(p);
        if (memcmp(root->name, "root", 5) == 0 && root->state == THREAD_RESTART)
            break;
    }
    assert_int_equal(cap_type(root->slot[TCB_SLOT_CSPACE].cap), CAP_CNODE);
    cnode = cap_pointer(root->slot[TCB_SLOT_CSPACE].cap);
    assert_true(derive_check());
    assert_int_equal(cap_type(cnode[ROOT_SLOT_BOOTINFO_FRAME].cap), CAP_FRAME);
    for (word_t i = 0; i < ROOT_MAX_UNTYPED; i++) {
        const struct bootinfo *info =
            arch_ram_pointer(cap_paddr(cnode[ROOT_SLOT_BOOTINFO_FRAME].cap));
        struct cap cap = cnode[ROOT_SLOT_UNTYPED + i].cap;

        assert_int_equal(cap_type(cap), i < info->untyped_count ? CAP_UNTYPED : CAP_NULL);
        if (i < info->untyped_count) {
            assert_int_equal(cap_paddr(cap), info->untyped[i].paddr);
            assert_int_equal(cap_untyped_bits(cap), info->untyped[i].size_bits);
            assert_int_equal(cap_untyped_kind(cap), info->untyped[i].kind);
        }
    }
    return arch_ram_pointer(cap_paddr(cnode[ROOT_SLOT_BOOTINFO_FRAME].cap));
}

static bool overlaps(struct bootinfo_untyped u, struct boot_range r)
{
    return u.paddr < r.end && r.start < u.paddr + (1ul << u.size_bits);
}

static bool in_memory(const struct boot_params *b, struct bootinfo_untyped u)
{
    for (word_t i = 0; i < b->memory_count; i++)
        if (overlaps(u, b->memory[i]))
            return true;
    return false;
}

static word_t reserved_in(const struct boot_params *b, struct boot_range memory)
{
    word_t bytes = 0;
    for (word_t i = 0; i < b->reserved_count; i++) {
        struct boot_range r = b->reserved[i];

        r.start = r.start > memory.start ? r.start : memory.start;
        r.end = r.end < memory.end ? r.end : memory.end;
        bytes += r.start < r.end ? r.end - r.start : 0;
    }
    return bytes;
}

/* ascending, aligned, apart; each kind where it belongs; nothing that is in use */
static void check_untyped(const struct boot_params *b, const struct bootinfo *info)
{
    word_t image_bytes = 0, ram_bytes = 0, end = 0, memory = 0, reserved = 0;
    for (word_t i = 0; i < info->untyped_count; i++) {
        struct bootinfo_untyped u = info->untyped[i];

        assert_int_equal(u.paddr % (1ul << u.size_bits), 0);
        assert_true(u.paddr >= end && u.size_bits >= PAGE_BITS);
        end = u.paddr + (1ul << u.size_bits);
        assert_true(end <= 1ul << 40);
        assert_int_equal(in_memory(b, u), u.kind != UNTYPED_DEVICE);
        assert_false(overlaps(u, b->gic_distributor) || overlaps(u, b->gic_cpu));
        assert_int_equal(u.kind == UNTYPED_IMAGE, overlaps(u, b->payload));
        for (word_t j = 0; j < b->kernel_count; j++)
            assert_false(overlaps(u, (struct boot_range){
                b->kernel[j].paddr, b->kernel[j].paddr + b->kernel[j].size}));
        for (word_t j = 0; j < b->root_count; j++)
            assert_false(overlaps(u, (struct boot_range){
                b->root[j].paddr, b->root[j].paddr + b->root[j].size}));
        for (word_t j = 0; j < b->reserved_count; j++)
            assert_false(overlaps(u, b->reserved[j]));
        assert_false(overlaps(u, b->plan));
        image_bytes += u.kind == UNTYPED_IMAGE ? 1ul << u.size_bits : 0;
        ram_bytes += u.kind == UNTYPED_RAM ? 1ul << u.size_bits : 0;
    }
    assert_int_equal(image_bytes, b->payload.end - b->payload.start);
    assert_int_equal(info->payload_size, image_bytes);
    for (word_t i = 0; i < b->memory_count; i++) {
        memory += b->memory[i].end - b->memory[i].start;
        reserved += reserved_in(b, arch_boot_memory(b->memory[i]));
    }
    assert_int_equal(info->kernel_bytes, memory - reserved - image_bytes - ram_bytes);
}

static word_t below_limit(word_t address)
{
    return address < 1ul << 40 ? address : 1ul << 40;
}

/* the pages of both parts of the interrupt controller, which may share some */
static word_t gic_bytes(const struct boot_params *b)
{
    struct boot_range low = b->gic_distributor, high = b->gic_cpu;
    if (low.start > high.start)
        low = b->gic_cpu, high = b->gic_distributor;
    low.end = (low.end + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1ul);
    high.end = (high.end + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1ul);
    if (high.start < low.end)
        high.start = low.end < high.end ? low.end : high.end;
    return low.end - low.start + high.end - high.start;
}

/* every page below 2^40 outside memory and GIC is device memory of exactly one region */
static void check_devices(const struct boot_params *b, const struct bootinfo *info)
{
    word_t bytes = 0, missing = 0;
    for (word_t i = 0; i < info->untyped_count; i++)
        if (info->untyped[i].kind == UNTYPED_DEVICE)
            bytes += 1ul << info->untyped[i].size_bits;
    for (word_t i = 0; i < b->memory_count; i++)
        missing += below_limit(b->memory[i].end) - below_limit(b->memory[i].start);
    missing += gic_bytes(b);
    assert_int_equal(bytes + missing, 1ul << 40);
}

/* Run a case in a child: 0 passed. Its standard error goes to `text`. */
static int in_child(void (*run)(struct boot_params *), struct boot_params *b, char *text,
                    size_t size)
{
    int pipes[2], status;
    size_t got = 0;
    ssize_t n;
    assert_int_equal(pipe(pipes), 0);
    fflush(NULL);
    if (fork() == 0) {
        dup2(pipes[1], STDERR_FILENO);
        run(b);
        exit(0);
    }
    close(pipes[1]);
    while (got < size - 1 && (n = read(pipes[0], text + got, size - 1 - got)) > 0)
        got += (size_t)n;
    text[got] = '\0';
    close(pipes[0]);
    wait(&status);
    return status;
}

static void run_and_check(struct boot_params *b)
{
    const struct bootinfo *info = boot(b);
    assert_int_equal(info->magic, BOOTINFO_MAGIC);
    assert_int_equal(info->first_free_slot, ROOT_SLOT_UNTYPED + info->untyped_count);
    check_untyped(b, info);
    if (b->reserved_count == 0)
        check_devices(b, info);
}

static void boots(struct boot_params b)
{
    char text[4096];
    int status = in_child(run_and_check, &b, text, sizeof text);
    if (status != 0)
        fail_msg("%s", text);
}

static void test_memory_maps(void **state)
{
    struct boot_params b = machine();
    (void)state;
    boots(b);
    b.memory_count = 4;
    b.memory[0] = (struct boot_range){RAM, RAM + 16 * MIB};
    b.memory[1] = (struct boot_range){RAM + 24 * MIB, RAM + 25 * MIB};      /* too small to use */
    b.memory[2] = (struct boot_range){RAM + 31 * MIB, RAM + 41 * MIB};
    b.memory[3] = (struct boot_range){RAM + 1024 * MIB, RAM + 3 * 1024 * MIB};
    boots(b);
    b = machine();
    b.reserved_count = 3;
    b.reserved[0] = (struct boot_range){RAM, RAM + 0x3000};
    b.reserved[1] = (struct boot_range){IMAGE + 0x105000, IMAGE + 0x106000};
    b.reserved[2] = (struct boot_range){RAM + 100 * MIB, RAM + 101 * MIB};
    boots(b);
    b = machine();
    b.payload = (struct boot_range){b.image.end, b.image.end};
    b.plan = b.payload;
    boots(b);
    b = machine();                                  /* no memory behind the image */
    b.memory[0].end = IMAGE + 2 * MIB;
    b.image.end = b.payload.end = b.memory[0].end;
    boots(b);
    for (unsigned bits = 9; bits <= 16; bits++) {
        b = machine();
        b.root_cnode_bits = bits;
        boots(b);
    }
}

static word_t entry_of(void *root, vaddr_t vaddr)
{
    return *vspace_walk(root, vaddr).entry;
}

static void run_root_mapping(struct boot_params *b)
{
    const struct bootinfo *info = boot(b);
    void *root = vspace_find(1);
    word_t text, data, plan;
    assert_non_null(root);
    text = entry_of(root, 0x400000);
    assert_int_equal(text & 0xfffffffff000, b->root[0].paddr);
    assert_int_equal(text >> 6 & 3, 3);              /* read only for EL0 */
    assert_int_equal(text >> 53 & 3, 1);             /* executable there only */
    data = entry_of(root, 0x411000);
    assert_int_equal(data & 0xfffffffff000, b->root[1].paddr + 0x1000);
    assert_int_equal(data >> 6 & 3, 1);              /* writable */
    assert_int_equal(data >> 53 & 3, 3);             /* never executable */
    assert_int_equal(entry_of(root, 0x412000) & 1, 0);
    plan = entry_of(root, info->plan + 0x1000);
    assert_int_equal(plan & 0xfffffffff000, b->plan.start + 0x1000);
    assert_int_equal(plan >> 6 & 3, 3);
    assert_int_equal(entry_of(root, info->plan + 0x2000) & 1, 0);
    assert_int_equal(entry_of(root, info->ipc_buffer) >> 6 & 3, 1);
    assert_int_equal(info->plan_size, 0x1234);
}

static void test_root_mapping(void **state)
{
    struct boot_params b = machine();
    char text[4096];
    (void)state;
    if (in_child(run_root_mapping, &b, text, sizeof text) != 0)
        fail_msg("%s", text);
}

/* ---- refusals ---- */

static void run_only(struct boot_params *b)
{
    boot(b);
}

static void refused(struct boot_params b, const char *word)
{
    char text[4096];
    int status = in_child(run_only, &b, text, sizeof text);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT || !strstr(text, word))
        fail_msg("expected a panic about '%s', got status %x and: %s", word, status, text);
}

#define REFUSED(word, change) \
    do { struct boot_params b = machine(); change; refused(b, word); } while (0)

static void test_refusals(void **state)
{
    (void)state;
    REFUSED(": magic ", b.magic++);
    REFUSED(": version ", b.version++);
    REFUSED(": console ", b.console = 2);
    REFUSED(": console_registers ", b.console_registers.start += 4);
    REFUSED(": memory_count ", b.memory_count = 0);
    REFUSED(": memory_count ", b.memory_count = BOOT_MAX_MEMORY + 1);
    REFUSED(": memory ", b.memory[0].end = b.memory[0].start);
    REFUSED(": memory ", b.memory[0].start += 8);
    REFUSED(": memory ", (b.memory_count = 2, b.memory[1] = b.memory[0]));
    REFUSED(": reserved_count ", b.reserved_count = BOOT_MAX_RESERVED + 1);
    REFUSED(": reserved ", (b.reserved_count = 1, b.reserved[0].start = 1));
    REFUSED(": image ", b.image.end = b.image.start);
    REFUSED(": dtb ", b.dtb.end = 1);
    REFUSED(": kernel ", b.kernel_count = 0);
    REFUSED(": kernel ", b.kernel_count = 5);
    REFUSED(": kernel ", b.kernel[1].size = ~0ul << 12);
    REFUSED(": kernel ", b.kernel[0].flags |= SEGMENT_WRITE);
    REFUSED(": kernel ", b.kernel[2].vaddr += PAGE_SIZE);
    REFUSED(": kernel ", b.kernel[0].paddr = RAM);
    REFUSED(": root ", b.root[0].vaddr = 0);
    REFUSED(": root ", b.root[1].vaddr = USER_VADDR_END);
    REFUSED(": root ", b.root[1].vaddr = b.root[0].vaddr);
    REFUSED(": root_entry ", b.root_entry = 0x410000);
    REFUSED(": plan ", b.plan.end = b.image.end + 1);
    REFUSED(": payload ", b.payload.end += PAGE_SIZE);
    REFUSED(": payload ", b.payload.start += 8);
    REFUSED(": root_cnode_bits ", b.root_cnode_bits = 8);
    REFUSED(": root_cnode_bits ", b.root_cnode_bits = 25);
    REFUSED(": gic_version ", b.gic_version = 4);
    REFUSED(": gic_distributor ", b.gic_distributor.end = b.gic_distributor.start);
    REFUSED(": gic_cpu ", b.gic_cpu.end = ~0ul);
    REFUSED(": gic_distributor ", b.memory[0].start = 0);
    REFUSED(": timer_irq ", b.timer_irq = 32);
    REFUSED(": psci ", b.psci = 3);
    REFUSED(": core_count ", b.core_count = 0);
    REFUSED(": core_count ", b.core_count = BOOT_MAX_CORES + 1);
    REFUSED(": core_entry ", (b.core_count = 2, b.core_entry = IMAGE + 2));
    REFUSED(": core_entry ", (b.core_count = 2, b.core_entry = b.image.end));
    REFUSED("the kernel at", b.memory[0].start = RAM + 4 * MIB);
    REFUSED("root task", b.root_cnode_bits = 24);
}

/* ---- whatever it says ---- */

/* Either it boots and all memory is where it belongs, or it is refused with a reason. */
static bool boots_or_refuses(struct boot_params b, const char *what, word_t value)
{
    static const char *const reasons[] = {"makes no sense", "is not in usable memory",
                                          "no memory for", "free memory is in more than"};
    char text[4096];
    int status = in_child(run_and_check, &b, text, sizeof text);
    bool good = status == 0;
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        good |= WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT && strstr(text, reasons[i]);
    if (!good)
        fail_msg("%s %lx: status %x and: %s", what, value, status, text);
    return status == 0;
}

/* Each word of the parameters in turn is something else. */
static void test_any_word(void **state)
{
    (void)state;
    for (size_t at = 0; at < sizeof(struct boot_params) / sizeof(word_t); at++) {
        struct boot_params b = machine();
        word_t *word = (word_t *)&b + at, was = *word;
        word_t values[] = {0, ~0ul, was + 1, was - PAGE_SIZE, was + PAGE_SIZE, RAM + 2 * MIB,
                           1ul << 40, 1ul << 63};
        char name[32];
        snprintf(name, sizeof name, "word %zu", at);
        for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
            *word = values[i];
            boots_or_refuses(b, name, values[i]);
        }
    }
}

/* The machine with more and more memory: from some amount on it boots. */
static void test_little_memory(void **state)
{
    word_t refused_until = 0, booted_from = 0;
    (void)state;
    for (word_t end = IMAGE + MIB; end < IMAGE + 12 * MIB; end += MIB / 2) {
        struct boot_params b = machine();

        b.memory[0].end = end;
        b.root_cnode_bits = 16;
        if (!boots_or_refuses(b, "memory up to", end))
            refused_until = end;
        else if (!booted_from)
            booted_from = end;
    }
    assert_true(refused_until && booted_from > refused_until);
}

static uint64_t seed = 1;

static word_t any(word_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed % below;
}

/* Ascending ranges with borders at, or a page beside, multiples of 2 MiB; returns how many. */
static word_t any_ranges(struct boot_range *range, word_t room, word_t from, word_t to)
{
    word_t count = 0, at = from;
    while (count < room) {
        word_t start = at + any(12) * 2 * MIB + (any(3) - 1) * PAGE_SIZE;
        word_t end = start + any(30) * MIB + any(3) * PAGE_SIZE;

        if (start < at || end > to)
            break;
        at = end;
        if (start < end)
            range[count++] = (struct boot_range){start, end};
    }
    return count;
}

/* Memory in pieces around the image, with holes that are reserved. */
static void test_any_map(void **state)
{
    unsigned booted = 0;
    (void)state;
    for (unsigned round = 0; round < 150; round++) {
        struct boot_params b = machine();

        b.memory[0].end = IMAGE + 2 * MIB + any(16) * MIB;
        b.memory_count += any_ranges(b.memory + 1, any(BOOT_MAX_MEMORY), b.memory[0].end,
                                     RAM + 300 * MIB);
        b.reserved_count = any_ranges(b.reserved, any(BOOT_MAX_RESERVED + 1),
                                      any(4) ? IMAGE + 2 * MIB : RAM, RAM + 300 * MIB);
        for (word_t i = any(2); i < b.reserved_count; i += 2)
            b.reserved[i].end = b.reserved[i].start + PAGE_SIZE;
        booted += boots_or_refuses(b, "round", round);
    }
    assert_true(booted > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_maps),
        cmocka_unit_test(test_root_mapping), cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_any_word), cmocka_unit_test(test_little_memory),
        cmocka_unit_test(test_any_map)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
