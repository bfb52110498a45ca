/*
 * The fault monitor: a fault arrives as a message whose badge is the number of the thread. It is
 * received without a reply object, so the thread does not continue; but where the description says
 * `restart = on_fault`, its whole component starts again. Nothing that a component does stops the
 * monitor.
 */
#include <camkes.h>
#include <kdl/restart.h>
#include "kernel/abi/debug.h"

enum fault {
#define FAULT(number, id, words, text) FAULT_##id = number,
#include "kernel/abi/errors.def"
#undef FAULT
};

/* syndrome of a memory fault (Arm ARM D17.2.37): what went wrong is in its low six bits */
#define FSC_MASK 0x3fu
#define WNR      (1u << 6)              /* it was a write */
#define GUARD    4096                   /* bytes under a stack that are never mapped */

static const char *cause_of(const struct kdl_watched *thread, uint64_t address, uint64_t syndrome)
{
    if (address < thread->stack && address >= thread->stack - GUARD)
        return "its stack is full";
    switch (syndrome & FSC_MASK & ~3u) {
    case 0x04:
        return "nothing is mapped there";
    case 0x08:
        return "access flag";
    case 0x0c:
        return "permission";
    case 0x10:
        return "no device answers there";
    }
    return (syndrome & FSC_MASK) == 0x21 ? "alignment" : "other";
}

/* exception classes of ESR_EL1 (Arm ARM D17.2.37) that user space can cause */
static const char *exception_name(uint64_t class)
{
    switch (class) {
    case 0x00:
        return "unknown instruction";
    case 0x0e:
        return "illegal execution state";
    case 0x18:
        return "forbidden system register";
    case 0x22:
        return "misaligned program counter";
    case 0x26:
        return "misaligned stack pointer";
    case 0x2c:
        return "floating-point exception";
    }
    return "other";
}

static const struct kdl_watched *find(uint64_t number)
{
    static const struct kdl_watched unknown = {.instance = "?", .thread = "?"};

    for (const struct kdl_watched *w = kdl_watched; w->instance; w++)
        if (w->number == number)
            return w;
    return &unknown;
}

/* all words of the last message: printing uses the IPC buffer, where most of them arrive */
static uint64_t words[MSG_MAX_LENGTH];

static void keep_words(const struct kdl_message *m)
{
    for (size_t i = 0; i < MSG_MAX_LENGTH; i++)
        words[i] = i < MSG_REGISTERS ? m->word[i] : kdl_ipc_buffer->msg[i];
}

static void explain(const struct kdl_message *m, const struct kdl_watched *thread)
{
    uint64_t syndrome = m->word[3];
    char who[160];

    (void)snprintf(who, sizeof who, "%s.%s (ID %#" PRIx64 ")", thread->instance, thread->thread,
                   m->badge);
    switch (kdl_info_label(m->info)) {
    case FAULT_VM:
        printf("FAULT HANDLER: %s fault from %s on address %#" PRIx64 ", pc = %#" PRIx64
               ", fsr = %#" PRIx64 " (%s, %s)\n", m->word[2] ? "instruction" : "data", who,
               m->word[1], m->word[0], syndrome,
               m->word[2] ? "fetch" : syndrome & WNR ? "write" : "read",
               cause_of(thread, m->word[1], syndrome));
        return;
    case FAULT_CAP:
        printf("FAULT HANDLER: capability fault from %s on capability %#" PRIx64
               ", pc = %#" PRIx64 " (in %s)\n", who, m->word[1], m->word[0],
               m->word[2] ? "receive" : "send");
        return;
    case FAULT_UNKNOWN_SYSCALL:
        printf("FAULT HANDLER: unknown system call %" PRId64 " from %s, pc = %#" PRIx64 "\n",
               (int64_t)words[12], who, words[8]);
        return;
    case FAULT_USER_EXCEPTION:
        printf("FAULT HANDLER: exception from %s, pc = %#" PRIx64 ", class %#" PRIx64
               ", syndrome %#" PRIx64 " (%s)\n", who, m->word[0], m->word[3], words[4],
               exception_name(m->word[3]));
        return;
    case FAULT_DEBUG:
        printf("FAULT HANDLER: %s in %s, pc = %#" PRIx64 "\n",
               m->word[1] == BREAK_SOFTWARE ? "breakpoint instruction" : "breakpoint", who,
               m->word[0]);
        return;
    case FAULT_TIMEOUT:
        printf("FAULT HANDLER: %s used up its budget\n", who);
        return;
    }
    printf("FAULT HANDLER: fault %" PRIu64 " from %s\n", kdl_info_label(m->info), who);
}

/* times that each program has started again */
static unsigned *restarts;

static void allocate_counters(void)
{
    size_t programs = 0;

    for (const struct kdl_watched *w = kdl_watched; w->instance; w++)
        if (w->program >= programs)
            programs = w->program + 1;
    restarts = calloc(programs, sizeof *restarts);
}

static void start_again(const struct kdl_watched *thread)
{
    unsigned *count = restarts ? &restarts[thread->program] : NULL;

    if (!thread->tcb)
        return;
    if (!count || (thread->limit > 0 && *count >= thread->limit))
        printf("FAULT HANDLER: %s stays stopped after %u restarts\n", thread->instance,
               count ? *count : 0);
    else if (kdl_restart(thread, ++*count))
        printf("FAULT HANDLER: %s starts again (%u)\n", thread->instance, *count);
    else
        printf("FAULT HANDLER: %s cannot be started again\n", thread->instance);
}

/* all registers of the thread, which the message ends with */
static void show_registers(const struct kdl_message *m, const struct kdl_watched *thread)
{
    size_t first = kdl_info_length(m->info) - FAULT_REGISTERS;

    if (kdl_info_length(m->info) < FAULT_REGISTERS)
        return;
    printf("FAULT HANDLER: registers of %s:\n", thread->instance);
    for (size_t i = 0; i < FAULT_REGISTERS; i++) {
        char name[8];

        if (i < 3)
            (void)snprintf(name, sizeof name, "%s", i == 0 ? "pc" : i == 1 ? "sp" : "spsr");
        else
            (void)snprintf(name, sizeof name, "x%zu", i - 3);
        printf("%s%6s = %#018" PRIx64 "%s", i % 3 == 0 ? "FAULT HANDLER:" : "", name,
               words[first + i], i % 3 == 2 || i + 1 == FAULT_REGISTERS ? "\n" : "");
    }
}

/* the instance's address space, an arrow where the fault was */
static void show_map(const struct kdl_watched *thread, uint64_t address)
{
    printf("FAULT HANDLER: memory of %s:\n", thread->instance);
    for (const struct kdl_watched_area *a = kdl_watched_areas; a->instance; a++)
        if (strcmp(a->instance, thread->instance) == 0)
            printf("FAULT HANDLER:   %#010" PRIxPTR "-%#010" PRIxPTR " %s%s\n", a->start, a->end,
                   a->name, address >= a->start && address < a->end ? " <- here" : "");
}

int run(void)
{
    if (kdl_instance.faults == 0) {
        printf("%s: nobody's faults arrive here\n", get_instance_name());
        return 1;
    }
    allocate_counters();
    for (;;) {
        struct kdl_message m = kdl_wait(kdl_instance.faults);
        const struct kdl_watched *thread = find(m.badge);

        keep_words(&m);
        explain(&m, thread);
        if (kdl_info_label(m.info) == FAULT_VM) {
            show_registers(&m, thread);
            show_map(thread, m.word[1]);
        }
        start_again(thread);
    }
}
