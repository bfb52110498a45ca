/*
 * How long an interrupt waits while the kernel does something long: a root task that lets the timer
 * interrupt each operation again and again, mostly just after it has entered the kernel, so that
 * every stretch between two preemption points is met from its beginning. It prints
 *     latency ID LONGEST SAMPLES
 * in instructions: under -icount shift=0 one tick of the counter is 16 of them.
 */
#include "internal.h"

#define TICK 16u
#define WORKER 100u                     /* priority of what is interrupted */
#define CROWD 2000u

enum row {
#define ROW(id, text, bound) ROW_##id,
#include "rows.def"
#undef ROW
};

uint64_t storm_wait(cptr_t notification);

static const char *const ids[] = {
#define ROW(id, text, bound) #id,
#include "rows.def"
#undef ROW
};

static volatile uint64_t longest, samples;
static volatile bool raging;
static volatile uint64_t wanted;        /* so many samples; then `enough` is signalled */
static cptr_t enough;
static uint64_t random_state = 88172645463325252ul;

static uint64_t next_random(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

/* the next interrupt: soon after the way back to the worker, now and then much later */
static void arm(void)
{
    uint64_t r = next_random(), now;
    uint64_t ticks = r % 8 ? 45 + r / 8 % 80 : 45 + r / 8 % 1500;
    __asm__ volatile("mrs %0, cntpct_el0" : "=r"(now));
    __asm__ volatile("msr cntp_cval_el0, %0\n\tmsr cntp_ctl_el0, %1\n\tisb"
                     : : "r"(now + ticks), "r"(1ul));
}

static void storm(uint64_t unused)
{
    (void)unused;
    for (;;) {
        uint64_t stamp = storm_wait(clock_notification()), deadline;
        __asm__ volatile("mrs %0, cntp_cval_el0" : "=r"(deadline));
        if (raging) {
            uint64_t waited = (stamp - deadline) * TICK;
            if (waited > longest)
                longest = waited;
            if (++samples == wanted)
                kdl_signal(enough);
            arm();
        } else {
            clock_off();
        }
        kdl_irq_handler_ack(ipc(), clock_irq());
    }
}

static void go_on(void)
{
    raging = true;
    arm();
}

static void pause(void)
{
    raging = false;
    spin_us(200);
}

static void begin(void)
{
    longest = samples = 0;
    go_on();
}

/* Let those of lower priority be interrupted so many times. */
static void let_others_run(uint64_t count)
{
    wanted = count;
    kdl_wait(enough);
    wanted = 0;
}

static void end(enum row row)
{
    pause();
    say("latency %s %u %u\n", ids[row], longest, samples);
}

/* ---- the operations ---- */

static void measure_user(void)
{
    begin();
    spin_us(5000);
    end(ROW_user);
}

static void measure_revoke(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), first = new_slots(10000);
    for (unsigned i = 0; i < 10000; i++)
        OK(mint_slot(n, first + i, RIGHT_ALL, i + 1));
    begin();
    OK(revoke_slot(n));
    end(ROW_revoke);
    harness.next_slot -= 10000;
}

/* The first deletion unhooks the chain; what is left of it goes with its memory. */
static void measure_cnode_chain(void)
{
    cptr_t memory = new_untyped(17), node = new_slots(1000);
    OK(retype(memory, KDL_OBJECT_CNODE, 1, node, 250));
    for (unsigned i = 250; i < 1000; i += 250)
        OK(retype(memory, KDL_OBJECT_CNODE, 1, node + i, 250));
    for (unsigned i = 1; i < 1000; i++)
        OK(kdl_cnode_move(ipc(), node + i, 1, 1, node + i - 1, 64, ROOT_SLOT_CNODE));
    begin();
    OK(delete_slot(node + 999));
    OK(revoke_slot(memory));
    end(ROW_cnode_chain);
}

static void measure_cnode_full(void)
{
    cptr_t cnode = make_bits(KDL_OBJECT_CNODE, 13), n = make(KDL_OBJECT_NOTIFICATION);
    for (unsigned i = 0; i < 8192; i++)
        OK(kdl_cnode_copy(ipc(), cnode, i, 13, n, 64, RIGHT_ALL, ROOT_SLOT_CNODE));
    begin();
    OK(delete_slot(cnode));
    end(ROW_cnode_full);
}

/* the largest region but the one of the arena */
static cptr_t other_memory(unsigned bits)
{
    for (uint64_t i = 0; i < boot->untyped_count; i++)
        if (boot->untyped[i].kind == UNTYPED_RAM && boot->untyped[i].size_bits == bits)
            return ROOT_SLOT_UNTYPED + i;
    fail_at(__FILE__, __LINE__, "memory", bits, 0);
}

static void measure_retype(void)
{
    cptr_t memory = other_memory(26), first = new_slots(256), cnode = new_slot();
    begin();
    OK(retype(memory, KDL_OBJECT_FRAME_2M, 0, first, 32));
    end(ROW_retype_64m);
    OK(map(ROOT_SLOT_VSPACE, first, WINDOW, RIGHT_READ | RIGHT_WRITE, false));
    begin();
    OK(kdl_frame_clean(ipc(), first, 0, 2u << 20));
    end(ROW_cache);
    OK(revoke_slot(memory));
    begin();
    OK(retype(memory, KDL_OBJECT_CNODE, 17, cnode, 1));
    end(ROW_retype_cnode);
    OK(revoke_slot(memory));
    begin();
    for (unsigned i = 0; i < 20; i++) {
        OK(retype(memory, KDL_OBJECT_TCB, 0, first, 256));
        OK(revoke_slot(memory));
    }
    end(ROW_retype_many);
}

static void measure_waiting(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), n = make(KDL_OBJECT_NOTIFICATION), cap[2];
    cptr_t senders = crowd(CROWD, crowd_send, &ep, 1, 3);
    crowd(CROWD, crowd_wait, &n, 1, 3);
    set_own_priority(WORKER);
    begin();
    OK(delete_slot(ep));
    end(ROW_endpoint);
    begin();
    OK(delete_slot(n));
    end(ROW_notification);
    ep = make(KDL_OBJECT_ENDPOINT);
    for (unsigned i = 0; i < 2; i++)
        cap[i] = badged(ep, RIGHT_ALL, i + 1);
    crowd(CROWD, crowd_send, cap, 2, 5);
    set_own_priority(WORKER);
    begin();
    OK(kdl_cnode_cancel_badged_sends(ipc(), ROOT_SLOT_CNODE, cap[0], 64));
    end(ROW_cancel);
    (void)senders;
}

static void measure_queue(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), sc = new_context(5000, 5000);
    cptr_t last = make(KDL_OBJECT_TCB);
    crowd(140, crowd_send, &ep, 1, 140);
    const uint64_t registers[] = {[REG_PC] = (uint64_t)crowd_send, [REG_X(0)] = ep, [REG_X(1)] = 0};
    OK(kdl_tcb_configure(ipc(), last, 0, 0, 0, ROOT_SLOT_CNODE, ROOT_SLOT_VSPACE, 0));
    set_own_priority(WORKER);
    begin();
    for (unsigned i = 0; i < 500; i++) {
        OK(kdl_tcb_set_sched_params(ipc(), last, 0, 250, ROOT_SLOT_TCB, sc, 0));
        OK(kdl_tcb_set_registers(ipc(), last, true, registers, LENGTH(registers)));
        OK(kdl_tcb_suspend(ipc(), last));
        OK(kdl_sched_context_unbind(ipc(), sc));
    }
    end(ROW_queue);
}

static void measure_asid_pool(void)
{
    cptr_t memory = new_untyped(12), pool = new_slot(), many = new_untyped(22);
    cptr_t vspace = new_slots(512);
    begin();
    for (unsigned round = 0; round < 10; round++) {
        pause();
        OK(kdl_asid_control_make_pool(ipc(), ROOT_SLOT_ASID_CONTROL, pool, 64, memory,
                                      ROOT_SLOT_CNODE));
        OK(retype(many, KDL_OBJECT_VSPACE, 0, vspace, 256));
        OK(retype(many, KDL_OBJECT_VSPACE, 0, vspace + 256, 256));
        for (unsigned i = 0; i < 511; i++)
            OK(kdl_asid_pool_assign(ipc(), pool, vspace + i));
        go_on();
        OK(delete_slot(pool));
        pause();
        OK(revoke_slot(many));
        go_on();
    }
    end(ROW_asid_pool);
}

static void measure_console(void)
{
    static char line[950];
    for (unsigned i = 0; i < sizeof line; i++)
        line[i] = i % 79 == 78 || i == sizeof line - 1 ? '\n' : '.';
    begin();
    for (unsigned i = 0; i < 8; i++)
        OK(kdl_console_print(ipc(), ROOT_SLOT_CONSOLE, line, sizeof line));
    end(ROW_console);
}

/* ---- a message that takes long ---- */

/*
 * A CSpace of so many bits: a CNode of four slots behind others of one bit each, of which both
 * slots lead on.
 */
static cptr_t deep_cspace(unsigned bits, cptr_t *last)
{
    cptr_t node = make_bits(KDL_OBJECT_CNODE, 2);
    *last = node;
    for (unsigned i = 2; i < bits; i++) {
        cptr_t above = make_bits(KDL_OBJECT_CNODE, 1);
        OK(kdl_cnode_copy(ipc(), above, 0, 1, node, 64, RIGHT_ALL, ROOT_SLOT_CNODE));
        OK(kdl_cnode_copy(ipc(), above, 1, 1, node, 64, RIGHT_ALL, ROOT_SLOT_CNODE));
        node = above;
    }
    return node;
}

static void call_deeply(uint64_t unused)
{
    (void)unused;
    struct ipc_buffer *buffer = self()->ipc;
    for (;;) {
        for (unsigned i = 0; i < 3; i++)
            buffer->caps_or_badges[i] = 1;
        kdl_call(1, kdl_info(0, 3, 120), NO_WORDS);
    }
}

static void answer_deeply(uint64_t unused)
{
    (void)unused;
    struct ipc_buffer *buffer = self()->ipc;
    buffer->receive_root = 2;
    buffer->receive_index = 3;
    buffer->receive_depth = 64;
    kdl_recv(0, 1);
    for (;;)
        kdl_reply_recv(0, kdl_info(0, 0, 120), NO_WORDS, 1);
}

/*
 * The caller has the endpoint at 1; the server has it at 0, its reply object at 1, and its CSpace
 * at 2, where 3 is to receive. All addresses go the whole way.
 */
static void measure_messages(enum row row, unsigned bits)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), leaf[2], root[2];
    uint64_t data = bits < 64 ? CNODE_DATA(0, 64 - bits) : 0;
    struct thread *t[2] = {thread_new(call_deeply, 0, WORKER - 10),
                           thread_new(answer_deeply, 0, WORKER - 10)};
    for (unsigned i = 0; i < 2; i++) {
        root[i] = deep_cspace(bits, &leaf[i]);
        OK(kdl_tcb_set_space(ipc(), t[i]->tcb, data, 0, 0, root[i], ROOT_SLOT_VSPACE));
    }
    OK(kdl_cnode_copy(ipc(), leaf[0], 1, 2, ep, 64, RIGHT_ALL, ROOT_SLOT_CNODE));
    OK(kdl_cnode_copy(ipc(), leaf[1], 0, 2, ep, 64, RIGHT_READ, ROOT_SLOT_CNODE));
    OK(kdl_cnode_copy(ipc(), leaf[1], 1, 2, make(KDL_OBJECT_REPLY), 64, RIGHT_ALL,
                      ROOT_SLOT_CNODE));
    OK(kdl_cnode_mint(ipc(), leaf[1], 2, 2, root[1], 64, RIGHT_ALL, data, ROOT_SLOT_CNODE));
    thread_start(t[1]);
    thread_start(t[0]);
    begin();
    let_others_run(4000);
    end(row);
    OK(kdl_tcb_suspend(ipc(), t[0]->tcb));
    OK(kdl_tcb_suspend(ipc(), t[1]->tcb));
}

static void measure_deep_message(void)
{
    measure_messages(ROW_message, 64);
}

static void measure_flat_message(void)
{
    measure_messages(ROW_message_flat, 2);
}

/* ---- time ---- */

#define SLEEPERS 1000u
#define SLEEP_US 30000u

/*
 * All become runnable in one kernel entry, which is where their time begins; each uses a little of
 * its budget, the smallest there is, and so has to wait for the refill: all for the same moment.
 */
static void measure_release(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), cap = badged(ep, RIGHT_ALL, 1), sc;
    cptr_t tcb = crowd(SLEEPERS, crowd_send, &cap, 1, 100);
    for (unsigned i = 0; i < SLEEPERS; i++) {
        sc = make_bits(KDL_OBJECT_SCHED_CONTEXT, 8);
        OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 20, SLEEP_US, 0, 0, 1, sc));
        OK(kdl_sched_context_bind(ipc(), sc, tcb + i));
    }
    set_own_priority(WORKER);
    OK(kdl_cnode_cancel_badged_sends(ipc(), ROOT_SLOT_CNODE, cap, 64));
    spin_us(SLEEP_US - 2000);
    begin();
    spin_us(4000);
    end(ROW_release);
    for (unsigned i = 0; i < SLEEPERS; i++)
        OK(kdl_tcb_suspend(ipc(), tcb + i));
}

/* ---- the program ---- */

static void (*const measures[])(void) = {
    measure_user, measure_revoke, measure_cnode_chain, measure_cnode_full, measure_retype,
    measure_deep_message, measure_flat_message, measure_waiting, measure_asid_pool, measure_console,
    measure_queue, measure_release
};

static void run(void (*measure)(void))
{
    harness.next_slot = harness.first_slot;
    harness.thread_count = 0;
    harness.report = make(KDL_OBJECT_ENDPOINT);
    harness.reply = make(KDL_OBJECT_REPLY);
    enough = make(KDL_OBJECT_NOTIFICATION);
    struct thread *t = thread_run(storm, 0, 255);
    OK(kdl_tcb_set_flags(ipc(), t->tcb, 0, TCB_FLAG_TIMER, NULL));
    set_own_priority(WORKER);
    measure();
    set_own_priority(255);
    OK(kdl_tcb_suspend(ipc(), t->tcb));
    empty_arena();
    for (cptr_t slot = harness.first_slot; slot < harness.next_slot; slot++)
        delete_slot(slot);
}

_Noreturn void test_main(const struct bootinfo *info, struct ipc_buffer *buffer)
{
    harness_begin(info, buffer, "latency");
    if (!__builtin_setjmp(harness.escape)) {
        harness_alone(other_memory(27), 25);
        for (unsigned i = 0; i < LENGTH(measures); i++)
            run(measures[i]);
        say("latency done\n");
    }
    power_off();
}
