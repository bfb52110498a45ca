/* Faults as messages: their words, and what the answers do. */
#include "harness.h"

enum fault_label {
    FAULT_LABEL_CAP = 1, FAULT_LABEL_SYSCALL = 2, FAULT_LABEL_EXCEPTION = 3, FAULT_LABEL_VM = 6
};

#define HOLE (WINDOW + 0x100000)

uint64_t fault_read(uint64_t address);
void fault_write(uint64_t address, uint64_t value);
void fault_jump(uint64_t address);
void fault_undefined(uint64_t unused);
void fault_hvc(uint64_t unused);
void fault_system(uint64_t unused);

static cptr_t faults;

static struct thread *run_faulting(void (*run)(uint64_t), uint64_t argument)
{
    struct thread *t = thread_new(run, argument, 100);
    if (!faults || slot_is_empty(faults))
        faults = make(KDL_OBJECT_ENDPOINT);
    thread_handler(t, badged(faults, RIGHT_ALL, 0xfa));
    thread_start(t);
    return t;
}

static struct kdl_message next_fault(uint64_t label)
{
    struct kdl_message m = kdl_recv(faults, own_reply());
    CHECK_EQ(m.badge, 0xfa);
    CHECK_EQ(kdl_info_label(m.info), label);
    return m;
}

static void answer(void)
{
    kdl_reply(own_reply(), kdl_info(0, 0, 0), NO_WORDS);
}

/* Words of a memory fault at `address` by the instruction at `ip`. */
static struct kdl_message next_vm_fault(uint64_t ip, uint64_t address, bool fetch)
{
    struct kdl_message m = next_fault(FAULT_LABEL_VM);
    CHECK_EQ(kdl_info_length(m.info), 4);
    CHECK_EQ(m.word[0], ip);
    CHECK_EQ(m.word[1], address);
    CHECK_EQ(m.word[2], fetch);
    CHECK_EQ(m.word[3] >> 26, fetch ? 0x20 : 0x24);
    return m;
}

static void read_answer(uint64_t address)
{
    CHECK_EQ(fault_read(address), 0xcafe);
}

/* The handler maps what was missing; the instruction then succeeds. */
void test_fault_unmapped_read(void)
{
    faults = 0;
    cptr_t frame = make(KDL_OBJECT_FRAME_4K);
    *(uint64_t *)map_here(frame, WINDOW) = 0xcafe;
    OK(kdl_frame_unmap(ipc(), frame));
    run_faulting(read_answer, HOLE);
    next_vm_fault((uint64_t)fault_read, HOLE, false);
    map_here(frame, HOLE);
    answer();
    join(1);
}

/* Where its flags say so, the message goes on with all registers; the answer is as ever. */
void test_fault_registers(void)
{
    uint64_t flags;
    faults = 0;
    cptr_t frame = make(KDL_OBJECT_FRAME_4K);
    struct thread *t = thread_new(read_answer, HOLE, 100);

    *(uint64_t *)map_here(frame, WINDOW) = 0xcafe;
    OK(kdl_frame_unmap(ipc(), frame));
    faults = make(KDL_OBJECT_ENDPOINT);
    thread_handler(t, badged(faults, RIGHT_ALL, 0xfa));
    OK(kdl_tcb_set_flags(ipc(), t->tcb, 0, TCB_FLAG_REGISTERS, &flags));
    CHECK_EQ(flags, TCB_FLAG_REGISTERS);
    thread_start(t);
    struct kdl_message m = next_fault(FAULT_LABEL_VM);
    CHECK_EQ(kdl_info_length(m.info), 4 + FAULT_REGISTERS);
    CHECK_EQ(m.word[1], HOLE);
    CHECK_EQ(m.word[4], (uint64_t)fault_read);          /* pc */
    CHECK_EQ(m.word[6] & 0xf, 0);                       /* spsr: EL0 */
    CHECK_EQ(m.word[7], HOLE);                          /* x0 */
    CHECK_EQ(ipc()->msg[4 + FAULT_REGISTERS - 1] & 3, 0);   /* x30: an address of code */
    CHECK(ipc()->msg[4 + FAULT_REGISTERS - 1] != 0);
    map_here(frame, HOLE);
    answer();
    join(1);
}

static struct { cptr_t frame, reply; unsigned told; } monitor;

/* Is told all registers of a thread, which then finds its memory. */
static void monitor_run(uint64_t unused)
{
    (void)unused;
    struct kdl_message m = kdl_recv(faults, monitor.reply);
    for (;;) {
        CHECK_EQ(kdl_info_length(m.info), 4 + FAULT_REGISTERS);
        CHECK_EQ(m.word[4], (uint64_t)fault_read);
        CHECK_EQ(m.word[7], m.word[1]);                     /* x0 */
        CHECK(ipc()->msg[4 + FAULT_REGISTERS - 1] != 0);    /* x30 */
        monitor.told++;
        OK(kdl_frame_unmap(ipc(), monitor.frame));
        map_here(monitor.frame, m.word[1]);
        m = kdl_reply_recv(faults, kdl_info(0, 0, 0), NO_WORDS, monitor.reply);
    }
}

static void read_three(uint64_t address)
{
    for (uint64_t i = 0; i < 3; i++)
        read_answer(address + i * 4096);
}

/*
 * The same for a handler that waits and differs in nothing from the thread: from the second fault
 * on the kernel knows that of both, and a message of 4 words would take its shortest way.
 */
void test_fault_registers_again(void)
{
    faults = make(KDL_OBJECT_ENDPOINT);
    monitor.frame = make(KDL_OBJECT_FRAME_4K);
    monitor.reply = make(KDL_OBJECT_REPLY);
    monitor.told = 0;
    *(uint64_t *)map_here(monitor.frame, WINDOW) = 0xcafe;
    struct thread *handler = thread_run(monitor_run, 0, 110);
    settle();
    for (unsigned passive = 0; passive < 2; passive++) {
        if (passive)
            thread_make_passive(handler);
        struct thread *t = thread_new(read_three, HOLE + passive * 0x10000, 100);
        thread_handler(t, faults);
        OK(kdl_tcb_set_flags(ipc(), t->tcb, 0, TCB_FLAG_REGISTERS, NULL));
        thread_start(t);
        join(1);
    }
    CHECK_EQ(monitor.told, 6);
}

static cptr_t calls;

/* Up to so many microseconds before its time is over; then a fault, and a message. */
static void fault_late(uint64_t before)
{
    spin_us(1000 - before);
    fault_read(HOLE);
    kdl_call(calls, kdl_info(77, 0, 0), NO_WORDS);
}

/* A fault for which there was no time left is forgotten when it does not come again. */
void test_fault_without_time(void)
{
    unsigned untold = 0;
    faults = make(KDL_OBJECT_ENDPOINT);
    calls = make(KDL_OBJECT_ENDPOINT);
    cptr_t frame = make(KDL_OBJECT_FRAME_4K);
    map_here(frame, WINDOW);
    for (uint64_t before = 2; before <= 32; before += 3) {
        OK(kdl_frame_unmap(ipc(), frame));
        struct thread *t = thread_new(fault_late, before, 100);
        OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 1000, 10000, 0, 0, 0,
                                       t->sc));
        thread_handler(t, badged(faults, RIGHT_ALL, 0xfa));
        thread_start(t);
        settle();
        map_here(frame, HOLE);
        if (kdl_nb_recv(faults, own_reply()).badge)
            answer();
        else
            untold++;
        CHECK_EQ(kdl_info_label(kdl_recv(calls, own_reply()).info), 77);
        answer();
        join(1);
    }
    CHECK(untold > 0 && untold < 11);
}

static void write_there(uint64_t address)
{
    fault_write(address, 0xbead);
}

void test_fault_read_only(void)
{
    faults = 0;
    cptr_t frame = make(KDL_OBJECT_FRAME_4K);
    OK(map(ROOT_SLOT_VSPACE, frame, HOLE, RIGHT_READ, false));
    run_faulting(write_there, HOLE + 8);
    next_vm_fault((uint64_t)fault_write, HOLE + 8, false);
    CHECK_EQ(*(volatile uint64_t *)(HOLE + 8), 0);
    OK(map(ROOT_SLOT_VSPACE, frame, HOLE, RIGHT_READ | RIGHT_WRITE, false));
    answer();
    join(1);
    CHECK_EQ(*(volatile uint64_t *)(HOLE + 8), 0xbead);
    /* the program's own text */
    run_faulting(write_there, (uint64_t)write_there);
    next_vm_fault((uint64_t)fault_write, (uint64_t)write_there, false);
}

void test_fault_execute_never(void)
{
    faults = 0;
    cptr_t frame = make(KDL_OBJECT_FRAME_4K);
    uint32_t *code = map_here(frame, HOLE);
    code[0] = 0xd65f03c0;                           /* ret, to thread_main as jump is a tail call */
    OK(kdl_frame_unify_instruction(ipc(), frame, 0, 4096));
    run_faulting(fault_jump, HOLE);
    next_vm_fault(HOLE, HOLE, true);
    OK(kdl_frame_unmap(ipc(), frame));
    OK(map(ROOT_SLOT_VSPACE, frame, HOLE, RIGHT_READ, true));
    answer();
    join(1);
}

/* The kernel's addresses, the end of user space, what no table covers: faults, nothing else. */
void test_fault_kernel_addresses(void)
{
    static const uint64_t addresses[] = {
        0, 8, 0xfffful << 48, 0xffffff8000000000ul, 0xffffff8040000000ul, 0xffffffffc0000000ul,
        ~7ul, 1ul << 48, 1ul << 63, (1ul << 48) - 8, 0x0008000000000000ul
    };
    faults = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = thread_new(read_answer, 0, 100);
    thread_handler(t, badged(faults, RIGHT_ALL, 0xfa));
    for (unsigned i = 0; i < 2 * LENGTH(addresses); i++) {
        uint64_t registers[5] = {
            [REG_PC] = i % 2 ? (uint64_t)fault_write : (uint64_t)fault_read,
            [REG_X(0)] = addresses[i / 2], [REG_X(1)] = 1
        };
        OK(kdl_tcb_set_registers(ipc(), t->tcb, true, registers, 5));
        next_vm_fault(registers[REG_PC], addresses[i / 2], false);
        OK(kdl_tcb_suspend(ipc(), t->tcb));
    }
}

/* Answers to exceptions may move the pc. */
static void skip_exception(uint64_t ip, uint64_t class)
{
    struct kdl_message m = next_fault(FAULT_LABEL_EXCEPTION);
    CHECK_EQ(kdl_info_length(m.info), 5);
    CHECK_EQ(m.word[0], ip);
    CHECK_EQ(m.word[3], class);
    CHECK_EQ(m.word[4] >> 26, class);
    kdl_reply(own_reply(), kdl_info(0, 0, 3), WORDS(ip + 4, m.word[1], m.word[2]));
    join(1);
}

void test_fault_undefined_instruction(void)
{
    faults = 0;
    run_faulting(fault_undefined, 0);
    skip_exception((uint64_t)fault_undefined, 0);
}

void test_fault_privileged(void)
{
    faults = 0;
    run_faulting(fault_hvc, 0);
    skip_exception((uint64_t)fault_hvc, 0);
    run_faulting(fault_system, 0);
    struct kdl_message m = next_fault(FAULT_LABEL_EXCEPTION);
    CHECK_EQ(m.word[0], (uint64_t)fault_system);
    CHECK(m.word[3] == 0 || m.word[3] == 0x18);
    /* a handler that asks for privileges does not get them */
    kdl_reply(own_reply(), kdl_info(0, 0, 3),
              WORDS((uint64_t)fault_system, m.word[1], 0x3c5));
    m = next_fault(FAULT_LABEL_EXCEPTION);
    CHECK_EQ(m.word[2] & 0x9f, 0);
}

void test_fault_unaligned_jump(void)
{
    faults = 0;
    uint64_t target = (uint64_t)fault_read + 2;
    struct thread *t = run_faulting(fault_jump, target);
    struct kdl_message m = next_fault(FAULT_LABEL_EXCEPTION);
    CHECK_EQ(m.word[0], target);
    CHECK_EQ(m.word[3], 0x22);
    OK(kdl_tcb_suspend(ipc(), t->tcb));
}

static void call_unknown(uint64_t unused)
{
    uint64_t w[12];
    (void)unused;
    for (unsigned i = 0; i < 12; i++)
        w[i] = 0x700 + i;
    system_call(w, CALL_UNKNOWN);
    for (unsigned i = 0; i < 8; i++)
        CHECK_EQ(w[i], 0x900 + i);
    for (unsigned i = 8; i < 12; i++)
        CHECK_EQ(w[i], 0x700 + i);
}

void test_fault_unknown_syscall(void)
{
    faults = 0;
    for (unsigned repeat = 0; repeat < 3; repeat++) {
        run_faulting(call_unknown, 0);
        struct kdl_message m = next_fault(FAULT_LABEL_SYSCALL);
        CHECK_EQ(kdl_info_length(m.info), 13);
        for (unsigned i = 0; i < 8; i++)
            CHECK_EQ(m.word[i], 0x700 + i);
        CHECK_EQ(ipc()->msg[12], CALL_UNKNOWN);
        CHECK_EQ(*(uint32_t *)ipc()->msg[8], 0xd4000001 | 99 << 5);     /* the SVC itself */
        uint64_t words[8];
        for (unsigned i = 0; i < 8; i++)
            words[i] = 0x900 + i;
        ipc()->msg[8] += 4;
        kdl_reply(own_reply(), kdl_info(0, 0, 9), words);
        join(1);
    }
}

static void send_nowhere(uint64_t cptr)
{
    kdl_send(cptr, kdl_info(0, 0, 0), NO_WORDS);
}

static void send_empty_extra(uint64_t ep)
{
    ipc()->caps_or_badges[0] = ~0ul;
    kdl_send(ep, kdl_info(0, 1, 0), NO_WORDS);
}

void test_fault_cap(void)
{
    faults = 0;
    struct thread *t = run_faulting(send_nowhere, 1ul << 40);
    struct kdl_message m = next_fault(FAULT_LABEL_CAP);
    CHECK_EQ(kdl_info_length(m.info), 7);
    CHECK_EQ(m.word[1], 1ul << 40);
    CHECK_EQ(m.word[2], 0);
    CHECK_EQ(m.word[3], 4);                         /* guard mismatch */
    CHECK_EQ(m.word[4], 64);
    CHECK_EQ(m.word[5], 0);
    CHECK_EQ(m.word[6], 64 - boot->root_cnode_bits);
    CHECK_EQ(*(uint32_t *)m.word[0] & 0xffe0001f, 0xd4000001);
    OK(kdl_tcb_suspend(ipc(), t->tcb));
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    t = run_faulting(send_empty_extra, ep);
    m = next_fault(FAULT_LABEL_CAP);
    CHECK_EQ(m.word[1], ~0ul);
    /* an answer makes it try again */
    answer();
    m = next_fault(FAULT_LABEL_CAP);
    CHECK_EQ(m.word[1], ~0ul);
}

static struct { cptr_t ep, other, reply; } combined;

static void send_and_receive(uint64_t unused)
{
    (void)unused;
    struct kdl_message m = kdl_nb_send_recv(combined.other, kdl_info(0, 0, 0), NO_WORDS,
                                            combined.ep, combined.reply);
    CHECK_EQ(m.word[0], 7);
}

static void answer_and_receive(uint64_t unused)
{
    (void)unused;
    kdl_reply_recv(combined.ep, kdl_info(0, 0, 0), NO_WORDS, combined.other);
    CHECK(!"a receive without a reply object returns");
}

/* Where a send is followed by a receive only the receive tells of what is missing. */
void test_fault_in_combined_calls(void)
{
    const cptr_t wrong[] = {new_slot(), 1ul << 40, make(KDL_OBJECT_TCB)};
    faults = 0;
    for (unsigned i = 0; i < LENGTH(wrong); i++) {
        combined.ep = make(KDL_OBJECT_ENDPOINT);
        combined.other = wrong[i];
        combined.reply = make(KDL_OBJECT_REPLY);
        run_faulting(send_and_receive, 0);
        settle();
        CHECK_EQ(kdl_nb_recv(faults, own_reply()).badge, 0);
        kdl_send(combined.ep, kdl_info(0, 0, 1), WORDS(7));
        join(1);
        struct thread *t = run_faulting(answer_and_receive, 0);
        struct kdl_message m = next_fault(FAULT_LABEL_CAP);
        CHECK_EQ(m.word[1], wrong[i]);
        CHECK_EQ(m.word[2], 1);                     /* while it received */
        OK(kdl_tcb_suspend(ipc(), t->tcb));
    }
}

/* The endpoint goes while a fault waits there: its thread stops, and does not run into it again. */
void test_fault_handler_deleted(void)
{
    faults = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = run_faulting(read_answer, HOLE);
    settle();
    OK(revoke_slot(faults));                        /* with it the thread's own capability */
    OK(delete_slot(faults));
    cptr_t frame = make(KDL_OBJECT_FRAME_4K);
    *(uint64_t *)map_here(frame, HOLE) = 0xcafe;
    settle();
    CHECK_EQ(kdl_nb_recv(report_endpoint(), own_reply()).badge, 0);
    OK(kdl_tcb_resume(ipc(), t->tcb));
    join(1);
}

/* Resumed instead of answered, a thread does its instruction again; the old fault is forgotten. */
void test_fault_resumed(void)
{
    faults = 0;
    struct thread *t = run_faulting(read_answer, HOLE);
    for (unsigned i = 0; i < 3; i++) {
        next_vm_fault((uint64_t)fault_read, HOLE, false);
        OK(kdl_tcb_resume(ipc(), t->tcb));
        settle();
        answer();                                   /* to nobody */
    }
    next_vm_fault((uint64_t)fault_read, HOLE, false);
    CHECK_EQ(kdl_nb_recv(faults, own_reply()).badge, 0);
}

void test_fault_without_handler(void)
{
    struct thread *t = thread_new(read_answer, HOLE, 100);
    thread_handler(t, ROOT_SLOT_TEMP);
    thread_start(t);
    settle();
    CHECK_EQ(thread_register(t, REG_PC), (uint64_t)fault_read);
    cptr_t frame = make(KDL_OBJECT_FRAME_4K);
    *(uint64_t *)map_here(frame, HOLE) = 0xcafe;
    OK(kdl_tcb_resume(ipc(), t->tcb));
    join(1);
    /* a handler that could never answer is refused */
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    CHECK_EQ(kdl_tcb_set_space(ipc(), t->tcb, 0, 0, badged(ep, RIGHT_WRITE, 0), ROOT_SLOT_CNODE,
                               ROOT_SLOT_VSPACE), KDL_ERROR_INVALID_CAPABILITY);
    CHECK_EQ(kdl_tcb_set_space(ipc(), t->tcb, 0, 0, badged(ep, RIGHT_READ | RIGHT_GRANT, 0),
                               ROOT_SLOT_CNODE, ROOT_SLOT_VSPACE), KDL_ERROR_INVALID_CAPABILITY);
    CHECK_EQ(kdl_tcb_set_timeout_endpoint(ipc(), t->tcb, ROOT_SLOT_TCB),
             KDL_ERROR_INVALID_CAPABILITY);
}

/* Any label but 0 leaves the thread stopped. */
void test_fault_handler_refuses(void)
{
    faults = 0;
    struct thread *t = run_faulting(read_answer, HOLE);
    next_vm_fault((uint64_t)fault_read, HOLE, false);
    kdl_reply(own_reply(), kdl_info(1, 0, 0), NO_WORDS);
    settle();
    cptr_t frame = make(KDL_OBJECT_FRAME_4K);
    *(uint64_t *)map_here(frame, HOLE) = 0xcafe;
    settle();
    CHECK_EQ(kdl_nb_recv(report_endpoint(), own_reply()).badge, 0);
    OK(kdl_tcb_resume(ipc(), t->tcb));
    join(1);
}
