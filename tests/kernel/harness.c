/*
 * The harness: checks, console, objects from the arena, threads, the clock.
 */
#include "harness.h"
#include <stdarg.h>
#include "internal.h"

#define LABEL_DONE 0x100
#define LABEL_FAIL 0x101

const struct bootinfo *boot;
struct harness harness;

/* ---- console ---- */

static void put(char c)
{
    harness.line[harness.line_length++] = c;
    if (c == '\n' || harness.line_length == sizeof harness.line) {
        kdl_console_print(harness.ipc, ROOT_SLOT_CONSOLE, harness.line, harness.line_length);
        harness.line_length = 0;
    }
}

static void put_number(uint64_t n, unsigned base)
{
    char digits[20];
    unsigned count = 0;
    do {
        digits[count++] = "0123456789abcdef"[n % base];
        n /= base;
    } while (n);
    while (count)
        put(digits[--count]);
}

void say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    for (const char *p = format; *p; p++) {
        if (*p != '%') {
            put(*p);
            continue;
        }
        p++;
        if (*p == 's') {
            for (const char *s = va_arg(args, const char *); *s; s++)
                put(*s);
        } else {
            put_number(va_arg(args, uint64_t), *p == 'x' ? 16 : 10);
        }
    }
    va_end(args);
}

void harness_begin(const struct bootinfo *info, struct ipc_buffer *buffer, const char *name)
{
    boot = info;
    harness.ipc = buffer;
    harness.ticks_per_us = info->timer_hz / 1000000;
    harness.test = name;
}

/* ---- this thread ---- */

struct thread *self(void)
{
    struct thread *t;
    __asm__ volatile("mrs %0, tpidr_el0" : "=r"(t));
    return t;
}

struct ipc_buffer *ipc(void)
{
    return self() ? self()->ipc : harness.ipc;
}

uint64_t now_us(void)
{
    uint64_t ticks;
    __asm__ volatile("isb\n\tmrs %0, cntpct_el0" : "=r"(ticks));
    return ticks / (harness.ticks_per_us);
}

void spin_us(uint64_t us)
{
    for (uint64_t end = now_us() + us; now_us() < end;)
        ;
}

void clock_off(void)
{
    __asm__ volatile("msr cntp_ctl_el0, %0\n\tisb" : : "r"(0ul));
}

void clock_set(uint64_t us)
{
    uint64_t ticks = us * (harness.ticks_per_us), now;
    __asm__ volatile("isb\n\tmrs %0, cntpct_el0" : "=r"(now));
    __asm__ volatile("msr cntp_cval_el0, %0\n\tmsr cntp_ctl_el0, %1\n\tisb"
                     : : "r"(now + ticks), "r"(1ul));
}

void sleep_us(uint64_t us)
{
    clock_set(us);
    kdl_wait(harness.clock);
    clock_off();
    OK(kdl_irq_handler_ack(ipc(), harness.irq));
}

void settle(void)
{
    sleep_us(2000);
}

void set_own_priority(unsigned priority)
{
    OK(kdl_tcb_set_priority(ipc(), ROOT_SLOT_TCB, priority, ROOT_SLOT_TCB));
}

_Noreturn void fail_at(const char *file, uint64_t line, const char *what, uint64_t a, uint64_t b)
{
    struct thread *t = self();
    if (t) {
        kdl_send(t->report, kdl_info(LABEL_FAIL, 0, 5),
                 WORDS((uint64_t)file, line, (uint64_t)what, a, b));
        for (;;)
            kdl_tcb_suspend(t->ipc, t->own);
    }
    for (const char *p = file; *p; p++)
        if (*p == '/')
            file = p + 1;
    say("TEST %s FAIL %s:%u: %s (%x, %x)\n", harness.test, file, line, what, a, b);
    __builtin_longjmp(harness.escape, 1);
}

/* ---- objects ---- */

cptr_t arena(void) { return harness.arena; }
cptr_t report_endpoint(void) { return harness.report; }
cptr_t own_reply(void) { return harness.reply; }
cptr_t clock_irq(void) { return harness.irq; }
cptr_t clock_notification(void) { return harness.clock; }

cptr_t new_slots(unsigned count)
{
    cptr_t first = harness.next_slot;
    harness.next_slot += count;
    CHECK(harness.next_slot <= 1ul << boot->root_cnode_bits);
    return first;
}

cptr_t new_slot(void) { return new_slots(1); }

uint64_t retype(cptr_t untyped, uint64_t type, uint64_t bits, cptr_t first, uint64_t count)
{
    return kdl_untyped_retype(ipc(), untyped, type, bits, 0, 0, first, count, ROOT_SLOT_CNODE);
}

cptr_t make_bits(enum kdl_object type, uint64_t bits)
{
    cptr_t slot = new_slot();
    OK(retype(harness.arena, type, bits, slot, 1));
    return slot;
}

cptr_t make(enum kdl_object type)
{
    return make_bits(type, 0);
}

cptr_t new_untyped(unsigned bits)
{
    return make_bits(KDL_OBJECT_UNTYPED, bits);
}

uint64_t copy_slot(cptr_t from, cptr_t to, uint64_t rights)
{
    return kdl_cnode_copy(ipc(), ROOT_SLOT_CNODE, to, 64, from, 64, rights, ROOT_SLOT_CNODE);
}

uint64_t mint_slot(cptr_t from, cptr_t to, uint64_t rights, uint64_t data)
{
    return kdl_cnode_mint(ipc(), ROOT_SLOT_CNODE, to, 64, from, 64, rights, data,
                          ROOT_SLOT_CNODE);
}

uint64_t move_slot(cptr_t from, cptr_t to)
{
    return kdl_cnode_move(ipc(), ROOT_SLOT_CNODE, to, 64, from, 64, ROOT_SLOT_CNODE);
}

uint64_t delete_slot(cptr_t slot)
{
    return kdl_cnode_delete(ipc(), ROOT_SLOT_CNODE, slot, 64);
}

uint64_t revoke_slot(cptr_t slot)
{
    return kdl_cnode_revoke(ipc(), ROOT_SLOT_CNODE, slot, 64);
}

/* Every capability can be moved, and back. */
bool slot_is_empty(cptr_t slot)
{
    if (move_slot(slot, harness.probe) != KDL_ERROR_NONE)
        return true;
    OK(move_slot(harness.probe, slot));
    return false;
}

cptr_t badged(cptr_t cap, uint64_t rights, uint64_t badge)
{
    cptr_t slot = new_slot();
    OK(mint_slot(cap, slot, rights, badge));
    return slot;
}

cptr_t copy_of(cptr_t cap)
{
    cptr_t slot = new_slot();
    OK(copy_slot(cap, slot, RIGHT_ALL));
    return slot;
}

cptr_t largest_untyped(void)
{
    uint64_t best = 0, bits = 0;
    for (uint64_t i = 0; i < boot->untyped_count; i++) {
        if (boot->untyped[i].kind != UNTYPED_RAM || boot->untyped[i].size_bits < bits)
            continue;
        best = i;
        bits = boot->untyped[i].size_bits;
    }
    return ROOT_SLOT_UNTYPED + best;
}

void empty_arena(void)
{
    while (revoke_slot(harness.arena) != KDL_ERROR_NONE)
        ;
}

/* ---- devices ---- */

/* By using up what lies below it. */
cptr_t device_page_at(uint64_t paddr)
{
    for (uint64_t i = 0; i < boot->untyped_count; i++) {
        const struct bootinfo_untyped *u = &boot->untyped[i];
        uint64_t at = u->paddr;
        if (u->kind != UNTYPED_DEVICE || paddr < at || paddr - at >= 1ul << u->size_bits)
            continue;
        for (unsigned bits = u->size_bits; bits-- > PAGE_BITS;) {
            if ((paddr - at) >> bits == 0)
                continue;
            OK(retype(ROOT_SLOT_UNTYPED + i, KDL_OBJECT_UNTYPED, bits, new_slot(), 1));
            at += 1ul << bits;
        }
        cptr_t frame = new_slot();
        OK(retype(ROOT_SLOT_UNTYPED + i, KDL_OBJECT_FRAME_4K, 0, frame, 1));
        return frame;
    }
    CHECK(!"there is device memory at this address");
    return 0;
}

void forget_slots(cptr_t first)
{
    for (cptr_t end = new_slot(), slot = first; slot < end; slot++)
        OK(delete_slot(slot));
}

/* ---- memory ---- */

uint64_t map(cptr_t vspace, cptr_t frame, uint64_t vaddr, uint64_t rights, bool execute)
{
    uint64_t attributes = ATTR_CACHEABLE | (execute ? 0 : ATTR_EXECUTE_NEVER);
    for (;;) {
        uint64_t error = kdl_frame_map(ipc(), frame, vaddr, rights, attributes, vspace);
        if (error != KDL_ERROR_FAILED_LOOKUP)
            return error;
        OK(kdl_page_table_map(ipc(), make(KDL_OBJECT_PAGE_TABLE), vaddr, ATTR_CACHEABLE, vspace));
    }
}

void *map_here(cptr_t frame, uint64_t vaddr)
{
    OK(map(ROOT_SLOT_VSPACE, frame, vaddr, RIGHT_READ | RIGHT_WRITE, false));
    return (void *)vaddr;
}

cptr_t new_vspace(void)
{
    cptr_t vspace = make(KDL_OBJECT_VSPACE);
    OK(kdl_asid_pool_assign(ipc(), ROOT_SLOT_ASID_POOL, vspace));
    return vspace;
}

/* ---- threads ---- */

cptr_t new_context(uint64_t budget, uint64_t period)
{
    cptr_t sc = make_bits(KDL_OBJECT_SCHED_CONTEXT, 9);
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, budget, period, 0, 0, 0, sc));
    return sc;
}

_Noreturn void thread_main(struct thread *t)
{
    t->run(t->argument);
    kdl_send(t->report, kdl_info(LABEL_DONE, 0, 0), NO_WORDS);
    for (;;)
        kdl_tcb_suspend(t->ipc, t->own);
}

/* A thread with a name, a priority and a handler for its faults, without spaces and registers. */
struct thread *thread_prepare(void (*run)(uint64_t), uint64_t argument, unsigned priority)
{
    CHECK(harness.thread_count < MAX_THREADS);
    uint64_t badge = harness.thread_count + 1;
    struct thread *t = &harness.thread[harness.thread_count++];
    *t = (struct thread){.run = run, .argument = argument};
    t->tcb = make(KDL_OBJECT_TCB);
    t->sc = new_context(5000, 5000);
    t->frame = make(KDL_OBJECT_FRAME_4K);
    cptr_t handler = badged(harness.report, RIGHT_WRITE | RIGHT_GRANT_REPLY, badge);
    OK(kdl_tcb_set_sched_params(ipc(), t->tcb, 255, priority, ROOT_SLOT_TCB, t->sc, handler));
    char name[] = {'t', (char)('0' + badge / 10), (char)('0' + badge % 10), 0};
    kdl_debug_set_name(ipc(), ROOT_SLOT_DEBUG, t->tcb, name);       /* debug kernels only */
    return t;
}

void thread_registers(struct thread *t)
{
    uint64_t index = (uint64_t)(t - harness.thread);
    uint64_t registers[] = {
        [REG_PC] = (uint64_t)thread_entry, [REG_SP] = (uint64_t)harness.stack[index + 1],
        [REG_X(0)] = (uint64_t)t, [REG_X(1)] = (uint64_t)t->ipc
    };
    OK(kdl_tcb_set_registers(ipc(), t->tcb, false, registers, LENGTH(registers)));
}

struct thread *thread_new(void (*run)(uint64_t), uint64_t argument, unsigned priority)
{
    struct thread *t = thread_prepare(run, argument, priority);
    t->report = harness.report;
    t->own = t->tcb;
    t->ipc = map_here(t->frame, BUFFERS + (uint64_t)(t - harness.thread) * PAGE_SIZE);
    OK(kdl_tcb_configure(ipc(), t->tcb, 0, 0, (uint64_t)t->ipc, ROOT_SLOT_CNODE,
                         ROOT_SLOT_VSPACE, t->frame));
    thread_registers(t);
    return t;
}

void thread_start(struct thread *t)
{
    OK(kdl_tcb_resume(ipc(), t->tcb));
}

struct thread *thread_run(void (*run)(uint64_t), uint64_t argument, unsigned priority)
{
    struct thread *t = thread_new(run, argument, priority);
    thread_start(t);
    return t;
}

void context_move(cptr_t sc, uint64_t core)
{
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL + core, 5000, 5000, 0, 0, 0,
                                   sc));
}

struct thread *thread_on(uint64_t core, void (*run)(uint64_t), uint64_t argument,
                         unsigned priority)
{
    struct thread *t = thread_new(run, argument, priority);
    context_move(t->sc, core);
    return t;
}

void forget_thread(void)
{
    harness.thread_count--;
}

void thread_make_passive(struct thread *t)
{
    OK(kdl_sched_context_unbind(ipc(), t->sc));
}

void thread_handler(struct thread *t, cptr_t handler)
{
    uint64_t data = t->cnode ? CNODE_DATA(0, 64 - PROCESS_CNODE_BITS) : 0;
    OK(kdl_tcb_set_space(ipc(), t->tcb, data, 0, handler, t->cnode ? t->cnode : ROOT_SLOT_CNODE,
                         t->vspace ? t->vspace : ROOT_SLOT_VSPACE));
}

void threads_end(void)
{
    for (unsigned i = 0; i < harness.thread_count; i++) {
        OK(delete_slot(harness.thread[i].tcb));
        OK(delete_slot(harness.thread[i].frame));
    }
    harness.thread_count = 0;
}

uint64_t thread_register(struct thread *t, unsigned index)
{
    uint64_t registers[36];
    OK(kdl_tcb_get_registers(ipc(), t->tcb, false, registers, 36));
    return registers[index];
}

void join(unsigned count)
{
    while (count > 0) {
        struct kdl_message m = kdl_recv(harness.report, harness.reply);
        uint64_t label = kdl_info_label(m.info);
        if (label == LABEL_FAIL)
            fail_at((const char *)m.word[0], m.word[1], (const char *)m.word[2], m.word[3],
                    m.word[4]);
        if (label != LABEL_DONE) {
            say("thread %u: fault %u: %x %x %x %x %x\n", m.badge, label, m.word[0], m.word[1],
                m.word[2], m.word[3], m.word[4]);
            fail_at(__FILE__, __LINE__, "no thread faults", label, m.word[0]);
        }
        count--;
    }
}
