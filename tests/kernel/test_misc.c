/* Console, firmware calls, and arguments that nobody sensible passes. */
#include "harness.h"

void test_console_counts(void)
{
    static const uint64_t bad[] = {1, 9, 953, 1ul << 32, ~0ul, ~0ul - 7, 1ul << 63};
    for (unsigned i = 0; i < LENGTH(bad); i++) {
        struct kdl_message m = kdl_call(ROOT_SLOT_CONSOLE,
                                        kdl_info(KDL_INVOCATION_CONSOLE_WRITE, 0, 1),
                                        WORDS(bad[i], ~0ul));
        CHECK_EQ(kdl_info_label(m.info), KDL_ERROR_TRUNCATED_MESSAGE);
    }
    struct kdl_message m = kdl_call(ROOT_SLOT_CONSOLE,
                                    kdl_info(KDL_INVOCATION_CONSOLE_WRITE, 0, 2), WORDS(9, 0));
    CHECK_EQ(kdl_info_label(m.info), KDL_ERROR_TRUNCATED_MESSAGE);
    m = kdl_call(ROOT_SLOT_CONSOLE, kdl_info(KDL_INVOCATION_CONSOLE_WRITE, 0, 0), NO_WORDS);
    CHECK_EQ(kdl_info_label(m.info), KDL_ERROR_TRUNCATED_MESSAGE);
    OK(kdl_console_print(ipc(), ROOT_SLOT_CONSOLE, "", 0));
    char line[952];
    for (unsigned i = 0; i < sizeof line; i++)
        line[i] = i % 64 == 63 || i == sizeof line - 1 ? '\n' : '.';
    OK(kdl_console_print(ipc(), ROOT_SLOT_CONSOLE, line, sizeof line));
}

#define PSCI_VERSION 0x84000000

void test_smc_badge(void)
{
    uint64_t r[4] = {0};
    OK(kdl_smc_call(ipc(), ROOT_SLOT_SMC, PSCI_VERSION, 0, 0, 0, 0, 0, 0, 0, &r[0], &r[1], &r[2],
                    &r[3]));
    CHECK(r[0] >= 2 && r[0] < 1ul << 32);
    cptr_t one = badged(ROOT_SLOT_SMC, RIGHT_ALL, PSCI_VERSION);
    OK(kdl_smc_call(ipc(), one, PSCI_VERSION, 0, 0, 0, 0, 0, 0, 0, &r[0], &r[1], &r[2], &r[3]));
    CHECK_EQ(kdl_smc_call(ipc(), one, 0x84000008, 0, 0, 0, 0, 0, 0, 0, &r[0], &r[1], &r[2], &r[3]),
             KDL_ERROR_ILLEGAL_OPERATION);
    CHECK(mint_slot(one, new_slot(), RIGHT_ALL, 0x84000008) != KDL_ERROR_NONE);
    OK(delete_slot(one));
}

/* What the dump says is checked by the script that runs this. */
void test_debug_names_and_dumps(void)
{
    cptr_t tcb = make(KDL_OBJECT_TCB), n = make(KDL_OBJECT_NOTIFICATION);
    cptr_t cnode = make_bits(KDL_OBJECT_CNODE, 2);
    OK(kdl_cnode_mint(ipc(), cnode, 3, 2, n, 64, RIGHT_WRITE, 0xd0d0, ROOT_SLOT_CNODE));
    OK(kdl_cnode_copy(ipc(), cnode, 1, 2, cnode, 64, RIGHT_ALL, ROOT_SLOT_CNODE));
    OK(kdl_tcb_configure(ipc(), tcb, CNODE_DATA(0, 62), 0, 0, cnode, ROOT_SLOT_VSPACE, 0));
    OK(kdl_debug_set_name(ipc(), ROOT_SLOT_DEBUG, tcb, "a name that is\nmuch too long for it"));
    CHECK_EQ(kdl_debug_set_name(ipc(), ROOT_SLOT_DEBUG, n, "x"), KDL_ERROR_INVALID_CAPABILITY);
    OK(kdl_debug_dump(ipc(), ROOT_SLOT_DEBUG));
}

enum {
#define CAP(number, id, name, text) TYPE_##id = number,
#include "kernel/abi/objects.def"
#undef CAP
};

static uint64_t type_of(cptr_t cptr)
{
    uint64_t type = ~0ul;
    OK(kdl_debug_cap_identify(ipc(), ROOT_SLOT_DEBUG, cptr, &type));
    return type;
}

/* Of what cannot be found there is no type, and no fault. */
void test_debug_identify(void)
{
    CHECK_EQ(type_of(make(KDL_OBJECT_ENDPOINT)), TYPE_ENDPOINT);
    CHECK_EQ(type_of(make(KDL_OBJECT_FRAME_4K)), TYPE_FRAME);
    CHECK_EQ(type_of(arena()), TYPE_UNTYPED);
    CHECK_EQ(type_of(ROOT_SLOT_TCB), TYPE_TCB);
    CHECK_EQ(type_of(ROOT_SLOT_DEBUG), TYPE_DEBUG);
    CHECK_EQ(type_of(clock_irq()), TYPE_IRQ_HANDLER);
    CHECK_EQ(type_of(new_slot()), TYPE_NULL);
    CHECK_EQ(type_of(~0ul), TYPE_NULL);
}

static void spin(uint64_t unused)
{
    for (;;)
        (void)unused;
}

/* What the dump says is checked by the script that runs this. */
void test_debug_scheduler(void)
{
    static const char *const names[] = {"first", "second", "out_of_time", "elsewhere", "stopped"};
    struct thread *t[LENGTH(names)];
    for (unsigned i = 0; i < LENGTH(names); i++) {
        t[i] = thread_new(spin, 0, i == 1 ? 40 : i == 2 ? 200 : 90);
        OK(kdl_debug_set_name(ipc(), ROOT_SLOT_DEBUG, t[i]->tcb, names[i]));
        if (i == 2)
            OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 20, 10000000, 0, 0, 0,
                                           t[i]->sc));
        if (i == 3)
            OK(kdl_domain_set(ipc(), ROOT_SLOT_DOMAIN, 6, t[i]->tcb));
        if (i < 4)
            thread_start(t[i]);
    }
    settle();
    OK(kdl_debug_dump_scheduler(ipc(), ROOT_SLOT_DEBUG));
}

/* ---- arguments at random, from the values where mistakes live ---- */

static uint64_t seed;

static uint64_t random(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static uint64_t odd_value(void)
{
    static const uint64_t base[] = {
        0, 1, 2, 3, 4, 8, 12, 31, 32, 63, 64, 120, 128, 255, 256, 4095, 4096, 1ul << 31,
        1ul << 32, 1ul << 47, 1ul << 48, 1ul << 63, ~0ul, 0xffffff8000000000ul, WINDOW, 0x400000
    };
    uint64_t v = base[random() % LENGTH(base)];
    switch (random() % 4) {
    case 0:
        return v + random() % 3 - 1;
    case 1:
        return -v;
    default:
        return v;
    }
}

#define VICTIMS 24
#define GIVEN 7             /* capabilities to itself and the like, behind the victims */
#define FUZZERS 10

static cptr_t victims;

static void make_victims(void)
{
    static const uint8_t types[] = {
        KDL_OBJECT_TCB, KDL_OBJECT_ENDPOINT, KDL_OBJECT_NOTIFICATION, KDL_OBJECT_CNODE,
        KDL_OBJECT_SCHED_CONTEXT, KDL_OBJECT_REPLY, KDL_OBJECT_VSPACE, KDL_OBJECT_FRAME_4K,
        KDL_OBJECT_PAGE_TABLE, KDL_OBJECT_UNTYPED, KDL_OBJECT_TCB, KDL_OBJECT_ENDPOINT
    };
    victims = new_slots(VICTIMS);
    for (unsigned i = 0; i < VICTIMS; i++) {
        uint8_t type = types[i % LENGTH(types)];
        OK(retype(arena(), type, type == KDL_OBJECT_UNTYPED ? 16 : type == KDL_OBJECT_CNODE ? 6 : 8,
                  victims + i, 1));
    }
}

/* A capability among those it was given, mostly. */
static cptr_t odd_cap(void)
{
    return random() % 16 ? PROCESS_FREE + random() % (VICTIMS + GIVEN + 1) : odd_value();
}

/* Whatever it does to what it holds, its own CNode and address space included, others live. */
static void fuzz(uint64_t rounds)
{
    for (uint64_t n = 0; n < rounds; n++) {
        uint64_t words[8];
        for (unsigned i = 0; i < 8; i++)
            words[i] = random() % 2 ? odd_value() : odd_cap();
        for (unsigned i = 0; i < 3; i++)
            ipc()->caps_or_badges[i] = odd_cap();
        uint64_t label = random() % 8 ? random() % KDL_INVOCATION_SMC_CALL : odd_value();
        kdl_nb_send(odd_cap(),
                    kdl_info(label, random() % 4, random() % 2 ? 8 : random() % 128), words);
    }
}

static struct thread *fuzzer(uint64_t start)
{
    make_victims();
    seed = start;
    struct thread *t = process_new(fuzz, 50000, 100);
    const cptr_t given[GIVEN] = {
        t->cnode, t->vspace, t->tcb, t->sc, ROOT_SLOT_SCHED_CONTROL, ROOT_SLOT_ASID_POOL, t->frame
    };
    for (unsigned i = 0; i < VICTIMS; i++)
        OK(kdl_cnode_move(ipc(), t->cnode, PROCESS_FREE + i, PROCESS_CNODE_BITS, victims + i, 64,
                          ROOT_SLOT_CNODE));
    for (unsigned i = 0; i < GIVEN; i++)
        process_give(t, given[i], PROCESS_FREE + VICTIMS + i, RIGHT_ALL,
                     i == 0 ? CNODE_DATA(0, 64 - PROCESS_CNODE_BITS) : 0);
    return t;
}

/* Each starts from another seed and runs until it has ruined itself, or for a while. */
void test_fuzz_invocations(void)
{
    struct thread *t = NULL;
    for (uint64_t i = 1; i <= FUZZERS; i++) {
        t = fuzzer(0x9e3779b97f4a7c15ul * i);
        thread_handler(t, ROOT_SLOT_TEMP);
        thread_start(t);
        sleep_us(30000);
        kdl_tcb_suspend(ipc(), t->tcb);
    }
}

/* All system calls with all kinds of arguments, each in a fresh attempt after its fault. */
static void one_odd_call(uint64_t start)
{
    static const enum call_number numbers[] = {
        CALL_CALL, CALL_RECV, CALL_WAIT, CALL_NB_WAIT, CALL_UNKNOWN
    };
    seed = start;
    uint64_t words[12];
    for (unsigned i = 0; i < 12; i++)
        words[i] = odd_value();
    system_call(words, numbers[random() % LENGTH(numbers)]);
    for (;;)
        kdl_wait(PROCESS_FREE + 40);
}

void test_fuzz_syscalls(void)
{
    struct thread *t = process_new(one_odd_call, 1, 100);
    cptr_t faults = make(KDL_OBJECT_ENDPOINT);
    thread_handler(t, badged(faults, RIGHT_ALL, 1));
    uint64_t registers[36], got = 0;
    OK(kdl_tcb_get_registers(ipc(), t->tcb, false, registers, 36));
    for (uint64_t i = 1; i < 2000; i++) {
        registers[REG_PC] = (uint64_t)one_odd_call;
        registers[REG_X(0)] = i * 0x9e3779b97f4a7c15ul;
        OK(kdl_tcb_set_registers(ipc(), t->tcb, true, registers, 36));
        if (i % 50 == 0)
            settle();
        else
            kdl_yield();
        while (kdl_nb_recv(faults, own_reply()).badge)
            got++;
    }
    CHECK(got > 0);
}
