/*
 * What the tests may use. One test runs at a time; everything it makes comes from the arena and
 * is gone afterwards.
 */
#pragma once
#include <kdl/invoke.h>
#include "kernel/abi/bootinfo.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* a thread that a test started; in a process, the copy that the process sees */
struct thread {
    void (*run)(uint64_t argument);
    uint64_t argument;
    struct ipc_buffer *ipc;
    cptr_t report;                  /* in its own CSpace: endpoint to say how it ended */
    cptr_t own;                     /* in its own CSpace: its TCB */
    cptr_t tcb, sc;                 /* in the root task's CSpace */
    cptr_t cnode, vspace;           /* of a process */
    cptr_t frame;                   /* of the IPC buffer */
};

/* slots in the CSpace of a process */
#define PROCESS_CNODE_BITS 6
#define PROCESS_REPORT 1
#define PROCESS_TCB    2
#define PROCESS_REPLY  3
#define PROCESS_FREE   8            /* from here on: what the test gives it */

extern const struct bootinfo *boot;

/* ---- checks: the first that fails ends the test ---- */

_Noreturn void fail_at(const char *file, uint64_t line, const char *what, uint64_t a, uint64_t b);
#define CHECK(condition) \
    do { if (!(condition)) fail_at(__FILE__, __LINE__, #condition, 0, 0); } while (0)
#define CHECK_EQ(a, b) \
    do { uint64_t va_ = (uint64_t)(a), vb_ = (uint64_t)(b); \
         if (va_ != vb_) fail_at(__FILE__, __LINE__, #a " == " #b, va_, vb_); } while (0)
#define CHECK_BETWEEN(a, low, high) \
    do { uint64_t v_ = (uint64_t)(a); \
         if (v_ < (low) || v_ > (high)) fail_at(__FILE__, __LINE__, #a " in " #low " .. " #high, \
                                                v_, 0); } while (0)
#define OK(call) CHECK_EQ((call), KDL_ERROR_NONE)

/* ---- this thread ---- */

struct thread *self(void);          /* NULL: the main thread */
struct ipc_buffer *ipc(void);       /* of the running thread */
uint64_t now_us(void);
void sleep_us(uint64_t us);         /* main thread only: others run meanwhile */
void spin_us(uint64_t us);
void set_own_priority(unsigned priority);   /* of the main thread; 255 at the start of a test */
void say(const char *format, ...);  /* %s %u %x; to the console */

/* ---- system calls with all registers chosen ---- */

enum call_number {
#define SYSCALL(number, id, name, text) CALL_##id = number,
#include "kernel/abi/syscalls.def"
#undef SYSCALL
    CALL_UNKNOWN = 99                   /* the greatest that these two can do */
};
void system_call(uint64_t words[12], enum call_number number);   /* x0..x11: taken, put back */
void full_call(uint64_t words[30], enum call_number number);     /* x0..x29 */

/* ---- objects ---- */

cptr_t new_slots(unsigned count);   /* empty slots, in a row */
cptr_t new_slot(void);
cptr_t make_bits(enum kdl_object type, uint64_t bits);
cptr_t make(enum kdl_object type);
uint64_t retype(cptr_t untyped, uint64_t type, uint64_t bits, cptr_t first, uint64_t count);
uint64_t copy_slot(cptr_t from, cptr_t to, uint64_t rights);
uint64_t mint_slot(cptr_t from, cptr_t to, uint64_t rights, uint64_t data);
uint64_t move_slot(cptr_t from, cptr_t to);
uint64_t delete_slot(cptr_t slot);
uint64_t revoke_slot(cptr_t slot);
bool slot_is_empty(cptr_t slot);
cptr_t badged(cptr_t cap, uint64_t rights, uint64_t badge); /* in a new slot */
cptr_t arena(void);                 /* the untyped memory that all of it comes from */
cptr_t new_untyped(unsigned bits);
cptr_t copy_of(cptr_t cap);         /* in a new slot */

/* ---- memory ---- */

#define WINDOW 0x20000000ul         /* addresses that tests may map at, here */
uint64_t map(cptr_t vspace, cptr_t frame, uint64_t vaddr, uint64_t rights, bool execute);
void *map_here(cptr_t frame, uint64_t vaddr);       /* read and write; makes tables as needed */
cptr_t new_vspace(void);            /* with an ASID */

/* ---- threads and processes ---- */

struct thread *thread_new(void (*run)(uint64_t), uint64_t argument, unsigned priority);
void thread_start(struct thread *t);
void context_move(cptr_t sc, uint64_t core);     /* 5 ms slices there */
struct thread *thread_on(uint64_t core, void (*run)(uint64_t), uint64_t argument,
                         unsigned priority);    /* as thread_new */
void forget_thread(void);            /* the one made last, whose objects are gone */
void thread_make_passive(struct thread *t);      /* takes its scheduling context away */
struct thread *thread_run(void (*run)(uint64_t), uint64_t argument, unsigned priority);
void thread_handler(struct thread *t, cptr_t handler);      /* for its faults; 0: nobody */
void threads_end(void);             /* all of this test go, so that it can make as many again */
cptr_t new_context(uint64_t budget, uint64_t period);
/* copies of all pages of this program, in an address space and CSpace of its own */
struct thread *process_new(void (*run)(uint64_t), uint64_t argument, unsigned priority);
void process_give(struct thread *t, cptr_t cap, uint64_t index, uint64_t rights,
                  uint64_t badge);
void join(unsigned count);          /* wait until that many threads have ended well */
void settle(void);                  /* let all others run until they block or 2 ms are over */
cptr_t make_many(enum kdl_object type, unsigned count);     /* in a row of slots */
/*
 * count threads that wait in a system call, the i-th on caps[i % different] and at one of so many
 * priorities; the first of their slots. They have no time to go on.
 */
cptr_t crowd(unsigned count, void (*entry)(void), const cptr_t *caps, unsigned different,
             unsigned priorities);
void crowd_send(void);              /* start.S: what a thread of a crowd executes */
void crowd_wait(void);
/* of another thread, without stopping it */
uint64_t thread_register(struct thread *t, unsigned index);
#define REG_PC 0
#define REG_SP 1
#define REG_SPSR 2
#define REG_X(n) (3 + (n))

/* the endpoint and reply object that join listens with */
cptr_t report_endpoint(void);
cptr_t own_reply(void);
cptr_t clock_irq(void);             /* handler of the physical timer */
cptr_t clock_notification(void);
void clock_set(uint64_t us);        /* the physical timer's line rises then */
void clock_off(void);

/* ---- devices: what does not come from the arena does not go with it ---- */

cptr_t device_page_at(uint64_t paddr);
void forget_slots(cptr_t first);    /* from this one to the last that was taken */

#define UART_PADDR 0x9000000ul
#define UART_IRQ 33
#define UART_MASK (0x38 / 4)        /* registers of the PL011, as words */
#define UART_CLEAR (0x44 / 4)
#define UART_TX 32u

/* words for kdl_call and the like */
#define WORDS(...) ((const uint64_t[8]){__VA_ARGS__})
#define NO_WORDS WORDS(0)

/* ---- the tests ---- */

#define TEST(name) void test_##name(void);
#define CASE(name, invocation, error, result) void test_##name(void);
#define INVOCATION(number, id, stub, type, words, caps, results, text) \
    void test_short_##stub(void); void test_misdirected_##stub(void);
#define TEST_CORES(name) TEST(name)
#include "tests.def"
#include "cases.def"
#include "kernel/abi/invocations.def"
#undef INVOCATION
#undef CASE
#undef TEST
#undef TEST_CORES
