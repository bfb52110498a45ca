/* Threads: registers, stopping, deleting, IPC buffers. */
#include "harness.h"

static volatile uint64_t reached;

static void mark(uint64_t value)
{
    reached = value;
}

static void spin_with_registers(uint64_t unused)
{
    (void)unused;
    for (;;)
        ;
}

void test_tcb_registers(void)
{
    struct thread *t = thread_new(spin_with_registers, 0, 100);
    uint64_t in[36], out[36];
    for (unsigned i = 0; i < 36; i++)
        in[i] = 0x1111111111111111ul * (i % 15 + 1) + i;
    OK(kdl_tcb_set_registers(ipc(), t->tcb, false, in, 36));
    OK(kdl_tcb_get_registers(ipc(), t->tcb, false, out, 36));
    for (unsigned i = 0; i < 36; i++)
        if (i != REG_SPSR)
            CHECK_EQ(out[i], in[i]);
    CHECK_EQ(out[REG_SPSR] & 0x9f, 0);              /* EL0, interrupts on, whatever was asked */
    CHECK_EQ(out[REG_SPSR] >> 28, in[REG_SPSR] >> 28 & 15);
    static const uint64_t bad[] = {0, 37, 1ul << 32, ~0ul};
    for (unsigned i = 0; i < LENGTH(bad); i++)
        CHECK_EQ(kdl_tcb_read_registers(ipc(), t->tcb, 0, bad[i]), KDL_ERROR_RANGE);
    CHECK_EQ(kdl_tcb_write_registers(ipc(), t->tcb, 0, 37), KDL_ERROR_RANGE);
    CHECK_EQ(kdl_tcb_write_registers(ipc(), t->tcb, 0, ~0ul), KDL_ERROR_RANGE);
    CHECK_EQ(kdl_tcb_write_registers(ipc(), t->tcb, 0, 5), KDL_ERROR_TRUNCATED_MESSAGE);
    CHECK_EQ(kdl_tcb_read_registers(ipc(), ROOT_SLOT_TCB, 0, 5), KDL_ERROR_ILLEGAL_OPERATION);
    CHECK_EQ(kdl_tcb_write_registers(ipc(), ROOT_SLOT_TCB, 0, 0), KDL_ERROR_ILLEGAL_OPERATION);
    /* a thread that runs keeps its place */
    struct thread *spinner = thread_run(spin_with_registers, 0, 100);
    settle();
    uint64_t pc = thread_register(spinner, REG_PC);
    CHECK_BETWEEN(pc, (uint64_t)spin_with_registers, (uint64_t)spin_with_registers + 32);
    /* writing the pc redirects it */
    OK(kdl_tcb_suspend(ipc(), spinner->tcb));
    reached = 0;
    spinner->run = mark;
    spinner->argument = 5;
    uint64_t again[4] = {(uint64_t)in, 0, 0, (uint64_t)spinner};
    OK(kdl_tcb_get_registers(ipc(), spinner->tcb, false, again, 2));
    void thread_entry(void);
    again[REG_PC] = (uint64_t)thread_entry;
    OK(kdl_tcb_set_registers(ipc(), spinner->tcb, true, again, 4));
    join(1);
    CHECK_EQ(reached, 5);
}

void test_tcb_copy_registers(void)
{
    struct thread *a = thread_new(mark, 1, 100), *b = thread_new(mark, 2, 100);
    uint64_t in[36], out[36], was[36];
    for (unsigned i = 0; i < 36; i++)
        in[i] = i + 1000;
    OK(kdl_tcb_set_registers(ipc(), a->tcb, false, in, 36));
    OK(kdl_tcb_get_registers(ipc(), b->tcb, false, was, 36));
    OK(kdl_tcb_copy_registers(ipc(), b->tcb, 8, a->tcb));       /* integer registers */
    OK(kdl_tcb_get_registers(ipc(), b->tcb, false, out, 36));
    CHECK_EQ(out[REG_PC], was[REG_PC]);
    CHECK_EQ(out[REG_X(0)], was[REG_X(0)]);
    CHECK_EQ(out[REG_X(20)], in[REG_X(20)]);
    OK(kdl_tcb_copy_registers(ipc(), b->tcb, 4, a->tcb));       /* frame registers */
    OK(kdl_tcb_get_registers(ipc(), b->tcb, false, out, 36));
    CHECK_EQ(out[REG_PC], in[REG_PC]);
    CHECK_EQ(out[REG_SP], in[REG_SP]);
    CHECK_EQ(out[REG_X(30)], in[REG_X(30)]);
    CHECK_EQ(kdl_tcb_copy_registers(ipc(), b->tcb, 4, report_endpoint()),
             KDL_ERROR_INVALID_CAPABILITY);
}

static void suspend_self(uint64_t unused)
{
    (void)unused;
    reached = 1;
    OK(kdl_tcb_suspend(ipc(), self()->own));
    reached = 2;
}

void test_tcb_self_suspend(void)
{
    struct thread *t = thread_run(suspend_self, 0, 100);
    settle();
    CHECK_EQ(reached, 1);
    OK(kdl_tcb_resume(ipc(), t->tcb));
    join(1);
    CHECK_EQ(reached, 2);
}

static void delete_self(uint64_t unused)
{
    (void)unused;
    reached = 1;
    delete_slot(self()->own);
    reached = 2;
}

void test_tcb_deletes_itself(void)
{
    struct thread *t = thread_run(delete_self, 0, 100);
    struct thread *next = thread_run(mark, 7, 99);
    (void)next;
    join(1);
    CHECK_EQ(reached, 7);
    CHECK(slot_is_empty(t->tcb));
    t = thread_run(suspend_self, 0, 100);           /* deleted while it is ready */
    OK(delete_slot(t->tcb));
    settle();
    CHECK_EQ(reached, 7);
}

void test_tcb_ipc_buffer_rules(void)
{
    cptr_t tcb = make(KDL_OBJECT_TCB), frame = make(KDL_OBJECT_FRAME_4K);
    static const uint64_t unaligned[] = {1, 8, 512, 0x1200, 0x10ff8};
    for (unsigned i = 0; i < LENGTH(unaligned); i++)
        CHECK_EQ(kdl_tcb_set_ipc_buffer(ipc(), tcb, unaligned[i], frame), KDL_ERROR_ALIGNMENT);
    CHECK_EQ(kdl_tcb_set_ipc_buffer(ipc(), tcb, 0x1000, make(KDL_OBJECT_ENDPOINT)),
             KDL_ERROR_ILLEGAL_OPERATION);
    OK(kdl_tcb_set_ipc_buffer(ipc(), tcb, 0x1400, frame));
    OK(kdl_tcb_set_ipc_buffer(ipc(), tcb, 0x1c00, frame));
    OK(kdl_tcb_set_ipc_buffer(ipc(), tcb, 0, frame));
    CHECK(kdl_tcb_configure(ipc(), tcb, 0, 0, 0x1000, ROOT_SLOT_CNODE, ROOT_SLOT_VSPACE,
                            ROOT_SLOT_TCB) != KDL_ERROR_NONE);
    CHECK(kdl_tcb_configure(ipc(), tcb, 0, 0, 0x1000, frame, ROOT_SLOT_VSPACE, frame) !=
          KDL_ERROR_NONE);
    CHECK(kdl_tcb_configure(ipc(), tcb, 0, 0, 0x1000, ROOT_SLOT_CNODE, ROOT_SLOT_CNODE, frame) !=
          KDL_ERROR_NONE);
    CHECK(kdl_tcb_configure(ipc(), tcb, 0, 0, 0x1000, ROOT_SLOT_CNODE,
                            make(KDL_OBJECT_VSPACE), frame) != KDL_ERROR_NONE);     /* no ASID */
}

static void send_long(uint64_t ep)
{
    kdl_send(ep, kdl_info(0, 0, 100), WORDS(1, 2, 3));
}

/* A receiver whose buffer has gone gets the registers, and nothing is written elsewhere. */
void test_tcb_ipc_buffer_revoked(void)
{
    cptr_t memory = new_untyped(12), frame = new_slot(), ep = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = thread_new(send_long, ep, 100);
    OK(retype(memory, KDL_OBJECT_FRAME_4K, 0, frame, 1));
    OK(kdl_tcb_set_ipc_buffer(ipc(), t->tcb, 0x1000, frame));
    thread_start(t);
    settle();
    OK(revoke_slot(memory));                        /* takes the copy in the TCB, too */
    cptr_t other = new_slot();
    OK(retype(memory, KDL_OBJECT_FRAME_4K, 0, other, 1));
    struct kdl_message m = kdl_recv(ep, own_reply());
    CHECK_EQ(kdl_info_length(m.info), 8);
    CHECK_EQ(m.word[2], 3);
    join(1);
}

static void check_tls(uint64_t expected)
{
    uint64_t value;
    __asm__ volatile("mrs %0, tpidr_el0" : "=r"(value));
    CHECK_EQ(value, expected);
}

static void wait_and_read_tls(uint64_t n)
{
    struct thread *t = self();
    uint64_t value;
    kdl_wait(n);
    __asm__ volatile("mrs %0, tpidr_el0\n\tmsr tpidr_el0, %1" : "=&r"(value) : "r"(t));
    CHECK_EQ(value, 0x7150000);
}

void test_tcb_tls_base(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    struct thread *t = thread_run(wait_and_read_tls, n, 100);
    settle();
    OK(kdl_tcb_set_tls_base(ipc(), t->tcb, 0x7150000));
    kdl_signal(n);
    join(1);
    thread_run(check_tls, (uint64_t)(t + 1), 100);
    thread_run(check_tls, (uint64_t)(t + 2), 100);
    join(2);
    OK(kdl_tcb_set_tls_base(ipc(), ROOT_SLOT_TCB, 0x1234));
    uint64_t value;
    __asm__ volatile("mrs %0, tpidr_el0\n\tmsr tpidr_el0, xzr" : "=r"(value));
    CHECK_EQ(value, 0x1234);
}

/* Every invocation of a thread, with too little and with capabilities of the wrong type. */
void test_tcb_wrong_arguments(void)
{
    cptr_t tcb = make(KDL_OBJECT_TCB), wrong = make(KDL_OBJECT_REPLY);
    static const unsigned with_cap[] = {
        KDL_INVOCATION_TCB_COPY_REGISTERS, KDL_INVOCATION_TCB_CONFIGURE,
        KDL_INVOCATION_TCB_SET_PRIORITY, KDL_INVOCATION_TCB_SET_MCPRIORITY,
        KDL_INVOCATION_TCB_SET_SCHED_PARAMS, KDL_INVOCATION_TCB_SET_TIMEOUT_ENDPOINT,
        KDL_INVOCATION_TCB_SET_IPC_BUFFER, KDL_INVOCATION_TCB_SET_SPACE,
        KDL_INVOCATION_TCB_BIND_NOTIFICATION
    };
    for (unsigned i = 0; i < LENGTH(with_cap); i++) {
        struct kdl_message m = kdl_call(tcb, kdl_info(with_cap[i], 0, 8), NO_WORDS);
        CHECK_EQ(kdl_info_label(m.info), KDL_ERROR_TRUNCATED_MESSAGE);
        for (unsigned k = 0; k < 3; k++)
            ipc()->caps_or_badges[k] = wrong;
        m = kdl_call(tcb, kdl_info(with_cap[i], 3, 8), WORDS(0, 0, 1024, 1024));
        CHECK(kdl_info_label(m.info) != KDL_ERROR_NONE || i == 6 || i == 7);
        CHECK(kdl_info_label(m.info) != KDL_ERROR_TRUNCATED_MESSAGE);
    }
    CHECK_EQ(kdl_info_label(kdl_call(tcb, kdl_info(KDL_INVOCATION_CNODE_DELETE, 0, 8),
                                     NO_WORDS).info), KDL_ERROR_ILLEGAL_OPERATION);
    CHECK_EQ(kdl_info_label(kdl_call(tcb, kdl_info(999999, 0, 8), NO_WORDS).info),
             KDL_ERROR_ILLEGAL_OPERATION);
    CHECK_EQ(kdl_info_label(kdl_call(tcb, kdl_info(0, 0, 8), NO_WORDS).info),
             KDL_ERROR_ILLEGAL_OPERATION);
}
