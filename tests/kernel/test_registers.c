/* Registers across system calls and preemption: general ones and FP. */
#include "harness.h"

#define SYSCALL(number, id, name, text) \
    uint64_t canary_##name(cptr_t cap, uint64_t info, cptr_t reply, cptr_t other);
#include "kernel/abi/syscalls.def"
#undef SYSCALL
void fp_fill(uint64_t seed);
uint64_t fp_check(uint64_t seed);


/* Answers everything, so that each system call completes. */
static void serve(uint64_t packed)
{
    cptr_t ep = packed & 0xffff, reply = packed >> 16;
    struct kdl_message m = kdl_recv(ep, reply);
    while (kdl_info_label(m.info) != 99)
        m = kdl_reply_recv(ep, kdl_info(0, 0, 2), WORDS(1, 2), reply);
}

static void send_twice(uint64_t ep)
{
    for (unsigned i = 0; i < 3; i++)
        kdl_send(ep, kdl_info(0, 0, 8), WORDS(1, 2, 3, 4, 5, 6, 7, 8));
}

typedef uint64_t canary_fn(cptr_t cap, uint64_t info, cptr_t reply, cptr_t other);

static void each_syscall(uint64_t (*checked)(canary_fn *, cptr_t, uint64_t, cptr_t, cptr_t))
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), in = make(KDL_OBJECT_ENDPOINT);
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), server_reply = make(KDL_OBJECT_REPLY);
    thread_run(serve, server_reply << 16 | ep, 100);
    settle();
    CHECK_EQ(checked(canary_call, ep, kdl_info(1, 0, 8), 0, 0), 0);
    settle();
    CHECK_EQ(checked(canary_send, ep, kdl_info(1, 0, 8), 0, 0), 0);
    settle();
    CHECK_EQ(checked(canary_nb_send, ep, kdl_info(1, 0, 8), 0, 0), 0);
    thread_run(send_twice, in, 100);
    CHECK_EQ(checked(canary_recv, in, 0, own_reply(), 0), 0);
    CHECK_EQ(checked(canary_reply_recv, in, kdl_info(0, 0, 2), own_reply(), 0), 0);
    CHECK_EQ(checked(canary_nb_send_recv, in, kdl_info(0, 0, 2), own_reply(), n), 0);
    join(1);
    CHECK_EQ(checked(canary_nb_recv, in, 0, own_reply(), 0), 0);
    CHECK_EQ(checked(canary_wait, n, 0, 0, 0), 0);
    CHECK_EQ(checked(canary_nb_wait, n, 0, 0, 0), 0);
    kdl_signal(n);
    CHECK_EQ(checked(canary_nb_send_wait, n, kdl_info(0, 0, 1), 0, n), 0);
    CHECK_EQ(checked(canary_yield, 0, 0, 0, 0), 0);
    kdl_send(ep, kdl_info(99, 0, 0), NO_WORDS);
    join(1);
}

static uint64_t plainly(canary_fn *f, cptr_t cap, uint64_t info, cptr_t reply, cptr_t other)
{
    return f(cap, info, reply, other);
}

void test_registers_survive_syscalls(void)
{
    each_syscall(plainly);
}

static uint64_t with_fp(canary_fn *f, cptr_t cap, uint64_t info, cptr_t reply, cptr_t other)
{
    static uint64_t seed = 0x1000;
    seed += 0x100;
    fp_fill(seed);
    uint64_t result = f(cap, info, reply, other);
    uint64_t fp = fp_check(seed);
    return result ? result : fp ? 100 + fp : 0;
}

void test_registers_fp_survives_syscalls(void)
{
    each_syscall(with_fp);
}

static volatile uint64_t rounds[4];

static void fp_hog(uint64_t i)
{
    uint64_t seed = 0x5000 * (i + 1);
    fp_fill(seed);
    for (uint64_t n = 0; n < 30000 || rounds[(i + 1) % 3] < 30000; n++) {
        CHECK_EQ(fp_check(seed), 0);
        if (n % 1000 == 0) {
            seed += 7;
            fp_fill(seed);
        }
        if (i == 2 && n % 100 == 0)
            kdl_yield();
        rounds[i] = n;
    }
    rounds[i] = ~0ul;
}

/* Three that calculate, and one that does not, in turns without their doing. */
void test_registers_fp_survives_preemption(void)
{
    struct thread *t[3];
    for (unsigned i = 0; i < 3; i++) {
        rounds[i] = 0;
        t[i] = i == 1 ? process_new(fp_hog, i, 100) : thread_new(fp_hog, i, 100);
        OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 300 + 50 * i, 300 + 50 * i,
                                       0, 0, 0, t[i]->sc));
    }
    rounds[1] = ~0ul;                               /* it counts in its own copy */
    for (unsigned i = 0; i < 3; i++)
        if (i != 1)
            thread_start(t[i]);
    join(2);
}

static void use_fp(uint64_t seed)
{
    fp_fill(seed);
    CHECK_EQ(fp_check(seed), 0);
}

void test_registers_fp_forbidden(void)
{
    cptr_t faults = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = thread_new(use_fp, 5, 100);
    thread_handler(t, badged(faults, RIGHT_ALL, 1));
    uint64_t flags;
    OK(kdl_tcb_set_flags(ipc(), t->tcb, 0, TCB_FLAG_NO_FPU, &flags));
    CHECK_EQ(flags, TCB_FLAG_NO_FPU);
    thread_start(t);
    struct kdl_message m = kdl_recv(faults, own_reply());
    CHECK_EQ(kdl_info_label(m.info), 3);
    CHECK_EQ(m.word[3], 7);
    OK(kdl_tcb_set_flags(ipc(), t->tcb, TCB_FLAG_NO_FPU, 0, &flags));
    CHECK_EQ(flags, 0);
    kdl_reply(own_reply(), kdl_info(0, 0, 0), NO_WORDS);
    join(1);
}
