/*
 * Nobody sees what somebody else left: a poisoner makes system calls with its mark in every
 * register, general and FP; a watcher does the same with a mark of its own and then looks at what
 * it has. Beyond the words of a message there must be nothing of the poisoner, and nothing of the
 * kernel.
 */
#include "harness.h"

#define POISON  0x0bad0bad00000000ul
#define WATCHER 0x0a11600d00000000ul
#define MARK    0xffffffff00000000ul
#define REGISTERS 30u
#define ROUNDS 12u

void fp_fill(uint64_t seed);
uint64_t fp_check(uint64_t seed);

enum {
#define SYSCALL(number, id, name, text) NUMBER_##id = number,
#include "kernel/abi/syscalls.def"
#undef SYSCALL
    NUMBER_UNKNOWN = 12
};

/* a system call; length: message words that it sends */
struct act { uint64_t number, cap, reply, other, label, length; };

static struct act poisoner_first, poisoner_then, watcher_act;
static volatile uint64_t poisoned;

static void perform(const struct act *act, uint64_t mark, uint64_t w[REGISTERS])
{
    for (unsigned i = 0; i < REGISTERS; i++)
        w[i] = mark + i;
    w[0] = act->cap;
    w[1] = kdl_info(act->label, 0, act->length);
    w[10] = act->reply ? act->reply : mark + 10;
    w[11] = act->other ? act->other : mark + 11;
    for (uint64_t i = 8; i < MSG_MAX_LENGTH; i++)
        ipc()->msg[i] = mark + i;
    fp_fill(mark);
    full_call(w, act->number);
}

static void poison(uint64_t unused)
{
    uint64_t w[REGISTERS];
    (void)unused;
    if (poisoner_first.number)
        perform(&poisoner_first, POISON, w);
    for (;;) {
        poisoned++;
        perform(&poisoner_then, POISON, w);
    }
}

/*
 * A register that is not part of a message: the watcher's own, now or at some time before, as its
 * marks, numbers and addresses are; nothing of the poisoner or the kernel.
 */
static void check_own(uint64_t value, uint64_t before, bool kept)
{
    if (kept)
        CHECK_EQ(value, before);
    CHECK(value < USER_VADDR_END || (value & MARK) == WATCHER || value == before);
}

static void check_registers(const uint64_t before[REGISTERS], const uint64_t w[REGISTERS],
                            bool receives)
{
    uint64_t length = receives ? kdl_info_length(w[1]) : 0;
    for (uint64_t i = 0; i < 8; i++)
        if (i >= length)
            check_own(w[2 + i], before[2 + i], false);
    for (unsigned i = 10; i < REGISTERS; i++)
        check_own(w[i], before[i], i >= 19);
    CHECK_EQ(fp_check(WATCHER), 0);
    for (uint64_t i = length > 8 ? length : 8; i < MSG_MAX_LENGTH; i++)
        CHECK_EQ(ipc()->msg[i], WATCHER + i);
}

static void watch(uint64_t receives)
{
    uint64_t w[REGISTERS], before[REGISTERS];
    for (unsigned round = 0; round < ROUNDS; round++) {
        for (unsigned i = 0; i < REGISTERS; i++)
            before[i] = WATCHER + i;
        before[10] = watcher_act.reply ? watcher_act.reply : before[10];
        before[11] = watcher_act.other ? watcher_act.other : before[11];
        perform(&watcher_act, WATCHER, w);
        check_registers(before, w, receives);
        kdl_yield();
    }
}

static void meet(unsigned poisoner_priority, unsigned watcher_priority, bool receives)
{
    poisoned = 0;
    thread_run(poison, 0, poisoner_priority);
    settle();
    thread_run(watch, receives, watcher_priority);
    join(1);
    CHECK(poisoned > 0);
    poisoner_first = poisoner_then = watcher_act = (struct act){0};
    threads_end();
}

static const uint64_t lengths[] = {0, 1, 4, 7, 8, 9, 20, 120};

/* ---- calls, both sides ---- */

/* The poisoner answers with `length` words. */
static void answer_with(uint64_t length, unsigned server, unsigned client)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    poisoner_first = (struct act){.number = NUMBER_RECV, .cap = ep, .reply = reply};
    poisoner_then = (struct act){.number = NUMBER_REPLY_RECV, .cap = ep, .reply = reply,
                                 .length = length};
    watcher_act = (struct act){.number = NUMBER_CALL, .cap = ep, .length = 2};
    meet(server, client, true);
}

void test_hygiene_call_up(void)
{
    for (unsigned i = 0; i < LENGTH(lengths); i++)
        answer_with(lengths[i], 110, 100);
}

void test_hygiene_call_down(void)
{
    for (unsigned i = 0; i < LENGTH(lengths); i++)
        answer_with(lengths[i], 90, 100);
}

/* The watcher serves, the poisoner calls. */
static void serve(uint64_t length, uint64_t number, unsigned server, unsigned client)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    poisoner_then = (struct act){.number = NUMBER_CALL, .cap = ep, .length = length};
    watcher_act = (struct act){.number = number, .cap = ep, .reply = reply};
    meet(client, server, true);
}

void test_hygiene_reply_recv(void)
{
    for (unsigned i = 0; i < LENGTH(lengths); i++) {
        serve(lengths[i], NUMBER_REPLY_RECV, 110, 100);
        serve(lengths[i], NUMBER_REPLY_RECV, 90, 100);
    }
}

/* ---- messages without an answer ---- */

static void receive_from_sender(uint64_t length, uint64_t number, unsigned watcher)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    poisoner_then = (struct act){.number = NUMBER_SEND, .cap = ep, .length = length};
    watcher_act = (struct act){.number = number, .cap = ep, .reply = reply};
    meet(100, watcher, true);
}

void test_hygiene_recv(void)
{
    for (unsigned i = 0; i < LENGTH(lengths); i++) {
        receive_from_sender(lengths[i], NUMBER_RECV, 110);
        receive_from_sender(lengths[i], NUMBER_RECV, 90);
    }
}

void test_hygiene_nb_recv(void)
{
    for (unsigned i = 0; i < LENGTH(lengths); i++)
        receive_from_sender(lengths[i], NUMBER_NB_RECV, 100);
}

void test_hygiene_wait_for_message(void)
{
    for (unsigned i = 0; i < LENGTH(lengths); i++)
        receive_from_sender(lengths[i], NUMBER_WAIT, 110);
}

static void send_to_receiver(uint64_t number, unsigned watcher)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    poisoner_then = (struct act){.number = NUMBER_RECV, .cap = ep, .reply = reply};
    watcher_act = (struct act){.number = number, .cap = ep, .length = 3};
    meet(100, watcher, false);
}

void test_hygiene_send(void)
{
    send_to_receiver(NUMBER_SEND, 110);
    send_to_receiver(NUMBER_SEND, 90);
}

void test_hygiene_nb_send(void)
{
    send_to_receiver(NUMBER_NB_SEND, 110);
    send_to_receiver(NUMBER_NB_SEND, 90);
}

/* ---- signals ---- */

static void wait_for_signal(uint64_t number, unsigned watcher)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    poisoner_then = (struct act){.number = NUMBER_NB_SEND, .cap = badged(n, RIGHT_WRITE, 1)};
    watcher_act = (struct act){.number = number, .cap = n};
    poisoner_first = (struct act){.number = NUMBER_YIELD};
    poisoned = 0;
    struct thread *t = thread_new(poison, 0, 100);
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 300, 300, 0, 0, 0, t->sc));
    thread_start(t);
    thread_run(watch, true, watcher);
    join(1);
    CHECK(poisoned > 0);
    OK(kdl_tcb_suspend(ipc(), t->tcb));
}

void test_hygiene_wait(void)
{
    wait_for_signal(NUMBER_WAIT, 110);
    wait_for_signal(NUMBER_WAIT, 100);
}

void test_hygiene_nb_wait(void)
{
    wait_for_signal(NUMBER_NB_WAIT, 100);
}

void test_hygiene_signal(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    poisoner_then = (struct act){.number = NUMBER_WAIT, .cap = n};
    watcher_act = (struct act){.number = NUMBER_SEND, .cap = badged(n, RIGHT_WRITE, 1)};
    meet(110, 100, false);
}

/* ---- combined calls, yielding, invocations ---- */

static void combined(uint64_t number, bool with_message)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), n = make(KDL_OBJECT_NOTIFICATION);
    cptr_t reply = make(KDL_OBJECT_REPLY);
    poisoner_then = (struct act){.number = NUMBER_SEND, .cap = ep, .length = 5};
    watcher_act = (struct act){.number = number, .cap = ep, .reply = with_message ? reply : 0,
                               .other = badged(n, RIGHT_WRITE, 1), .length = 2};
    meet(100, 100, true);
}

void test_hygiene_nb_send_recv(void) { combined(NUMBER_NB_SEND_RECV, true); }
void test_hygiene_nb_send_wait(void) { combined(NUMBER_NB_SEND_WAIT, false); }

void test_hygiene_yield(void)
{
    poisoner_then = (struct act){.number = NUMBER_YIELD};
    watcher_act = (struct act){.number = NUMBER_YIELD};
    poisoned = 0;
    struct thread *t = thread_run(poison, 0, 100);
    thread_run(watch, false, 100);
    join(1);
    CHECK(poisoned > 0);
    OK(kdl_tcb_suspend(ipc(), t->tcb));
}

/* The results of an invocation, and behind them what the caller had; errors alike. */
void test_hygiene_invocation(void)
{
    static const uint64_t labels[] = {
        KDL_INVOCATION_FRAME_GET_ADDRESS, KDL_INVOCATION_FRAME_UNMAP, KDL_INVOCATION_FRAME_MAP,
        KDL_INVOCATION_FRAME_CLEAN, 0, 9999
    };
    for (unsigned i = 0; i < LENGTH(labels); i++) {
        watcher_act = (struct act){.number = NUMBER_CALL, .cap = make(KDL_OBJECT_FRAME_4K),
                                   .label = labels[i], .length = 2};
        poisoner_then = (struct act){.number = NUMBER_YIELD};
        struct thread *t = thread_run(poison, 0, 100);
        thread_run(watch, true, 100);
        join(1);
        OK(kdl_tcb_suspend(ipc(), t->tcb));
    }
}

/* ---- faults ---- */

/* The poisoner is the handler of an unknown system call, and answers with `length` words. */
static void answer_unknown(uint64_t length)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    struct thread *t = thread_new(watch, false, 100);
    thread_handler(t, badged(ep, RIGHT_ALL, 1));
    poisoner_first = (struct act){.number = NUMBER_RECV, .cap = ep, .reply = reply};
    poisoner_then = (struct act){.number = NUMBER_REPLY_RECV, .cap = ep, .reply = reply,
                                 .label = 1, .length = length};
    watcher_act = (struct act){.number = NUMBER_UNKNOWN};
    struct thread *p = thread_run(poison, 0, 110);
    settle();
    thread_start(t);
    settle();
    uint64_t registers[36];
    OK(kdl_tcb_get_registers(ipc(), t->tcb, true, registers, LENGTH(registers)));
    for (unsigned i = 2; i < 28; i++)
        if (i >= length)
            CHECK_EQ(registers[REG_X(i)], WATCHER + i);
    OK(kdl_tcb_suspend(ipc(), p->tcb));
}

void test_hygiene_fault_answer(void)
{
    answer_unknown(0);
    answer_unknown(3);
    answer_unknown(8);
}

/* What a handler receives ends with the fault's words. */
static void fault_again(uint64_t unused)
{
    uint64_t w[REGISTERS];
    (void)unused;
    perform(&poisoner_first, POISON, w);
}

void test_hygiene_fault_message(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    for (unsigned i = 0; i < ROUNDS; i++) {
        if (self() == NULL && i >= 6)
            break;
        poisoner_first = (struct act){.number = NUMBER_SEND, .cap = 1ul << 40};
        struct thread *t = thread_new(fault_again, 0, 110);
        thread_handler(t, badged(ep, RIGHT_ALL, 1));
        thread_start(t);
        settle();
    }
    watcher_act = (struct act){.number = NUMBER_RECV, .cap = ep, .reply = reply};
    uint64_t w[REGISTERS], before[REGISTERS];
    for (unsigned round = 0; round < 6; round++) {
        for (unsigned i = 0; i < REGISTERS; i++)
            before[i] = WATCHER + i;
        before[10] = reply;
        perform(&watcher_act, WATCHER, w);
        CHECK_EQ(kdl_info_label(w[1]), 1);
        check_registers(before, w, true);
    }
}

/* ---- fresh objects ---- */

static volatile uint64_t found[REGISTERS];

static void look_at_fp(uint64_t unused)
{
    uint64_t v;
    (void)unused;
    __asm__ volatile(".arch_extension fp\n\tmov %0, v7.d[1]" : "=r"(v));
    found[0] = v;
    __asm__ volatile(".arch_extension fp\n\tmov %0, v31.d[0]" : "=r"(v));
    found[1] = v;
}

/* A thread in memory where a poisoner's was has nothing of it. */
void test_hygiene_new_thread(void)
{
    cptr_t memory = new_untyped(TCB_BITS), slot = new_slot();
    uint64_t registers[36];
    for (unsigned i = 0; i < LENGTH(registers); i++)
        registers[i] = POISON + i;
    OK(retype(memory, KDL_OBJECT_TCB, 0, slot, 1));
    OK(kdl_tcb_set_registers(ipc(), slot, false, registers, LENGTH(registers)));
    OK(kdl_tcb_set_tls_base(ipc(), slot, POISON));
    OK(revoke_slot(memory));
    OK(retype(memory, KDL_OBJECT_TCB, 0, slot, 1));
    OK(kdl_tcb_get_registers(ipc(), slot, false, registers, LENGTH(registers)));
    for (unsigned i = 0; i < LENGTH(registers); i++)
        CHECK_EQ(i == REG_SPSR ? 0 : registers[i], 0);
}

void test_hygiene_new_fp(void)
{
    poisoner_first = (struct act){0};
    poisoner_then = (struct act){.number = NUMBER_YIELD};
    struct thread *t = thread_run(poison, 0, 100);
    settle();
    found[0] = found[1] = 1;
    thread_run(look_at_fp, 0, 110);
    join(1);
    CHECK_EQ(found[0], 0);
    CHECK_EQ(found[1], 0);
    OK(kdl_tcb_suspend(ipc(), t->tcb));
}

/* Memory that held anything is zero as a frame, whatever it was before. */
void test_hygiene_new_frame(void)
{
    static const struct { enum kdl_object type; uint64_t bits; } before[] = {
        {KDL_OBJECT_FRAME_4K, 0}, {KDL_OBJECT_TCB, 0}, {KDL_OBJECT_CNODE, 7},
        {KDL_OBJECT_SCHED_CONTEXT, 12}, {KDL_OBJECT_PAGE_TABLE, 0}, {KDL_OBJECT_VSPACE, 0}
    };
    cptr_t memory = new_untyped(PAGE_BITS), slot = new_slot();
    for (unsigned i = 0; i < LENGTH(before); i++) {
        OK(retype(memory, before[i].type, before[i].bits, slot, 1));
        if (i == 0) {
            uint64_t *page = map_here(slot, WINDOW);
            for (unsigned w = 0; w < PAGE_SIZE / 8; w++)
                page[w] = POISON;
        } else if (before[i].type == KDL_OBJECT_CNODE) {
            for (unsigned n = 0; n < 128; n++)
                OK(kdl_cnode_copy(ipc(), slot, n, 7, report_endpoint(), 64, RIGHT_ALL,
                                  ROOT_SLOT_CNODE));
        }
        OK(revoke_slot(memory));
        OK(retype(memory, KDL_OBJECT_FRAME_4K, 0, slot, 1));
        const uint64_t *page = map_here(slot, WINDOW);
        for (unsigned w = 0; w < PAGE_SIZE / 8; w++)
            CHECK_EQ(page[w], 0);
        OK(revoke_slot(memory));
    }
}

/* what a kernel that counts with FP registers would leave in them */
void test_hygiene_get_breakpoint(void)
{
    cptr_t tcb = make(KDL_OBJECT_TCB);
    uint64_t size = 0;
    OK(kdl_tcb_set_breakpoint(ipc(), tcb, 6, WINDOW, 0, 8, 0));
    fp_fill(WATCHER);
    OK(kdl_tcb_get_breakpoint(ipc(), tcb, 6, NULL, NULL, &size, NULL, NULL));
    CHECK_EQ(fp_check(WATCHER), 0);
    CHECK_EQ(size, 8);
}
