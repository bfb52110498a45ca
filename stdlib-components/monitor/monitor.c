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

enum lookup {
#define LOOKUP_FAILURE(number, id, text) LOOKUP_##id = number,
#include "kernel/abi/errors.def"
#undef LOOKUP_FAILURE
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

/* why the slot of a capability fault was not found, from its words */
static const char *lookup_text(void)
{
    static char text[120];

    switch (words[3]) {
    case LOOKUP_INVALID_ROOT:
        return "invalid root";
    case LOOKUP_MISSING_CAPABILITY:
        (void)snprintf(text, sizeof text, "missing capability with %" PRIu64 " unresolved bits",
                       words[4]);
        return text;
    case LOOKUP_DEPTH_MISMATCH:
        (void)snprintf(text, sizeof text, "depth mismatch with %" PRIu64 " unresolved bits and %"
                       PRIu64 " resolved bits", words[4], words[5]);
        return text;
    case LOOKUP_GUARD_MISMATCH:
        (void)snprintf(text, sizeof text, "guard mismatch with %" PRIu64 " unresolved bits and %"
                       PRIu64 " bit guard of 0x%" PRIx64, words[4], words[6], words[5]);
        return text;
    }
    return "unknown cause";
}

/* words: x0..x7 pc sp lr spsr number */
static void show_unknown_call(const struct kdl_watched *thread)
{
    static const char *const names[] = {"x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "pc", "sp",
                                        "lr", "spsr"};

    printf("FAULT HANDLER: unknown syscall (%d) from %s (ID %#x), pc = %#" PRIx64 "\n",
           (int)words[12], thread->thread, thread->id, words[8]);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (i != 8)
            printf("%7s = %#" PRIx64 "\n", names[i], words[i]);
}

/* CAmkES calls the whole syndrome the number, and has no code on AArch64 */
static void show_exception(const struct kdl_message *m, const char *who)
{
    printf("FAULT HANDLER: user exception (number %d, code 0) from %s, pc = %#" PRIx64
           ", sp = %#" PRIx64 ", flags = %#" PRIx64 "\n"
           "FAULT HANDLER:   cause: %s\n", (int)words[4], who, m->word[0], m->word[1], m->word[2],
           exception_name(m->word[3]));
}

static void explain(const struct kdl_message *m, const struct kdl_watched *thread)
{
    char who[160];

    (void)snprintf(who, sizeof who, "%s.%s (ID %#x)", thread->instance, thread->thread,
                   thread->id);
    switch (kdl_info_label(m->info)) {
    case FAULT_VM:
        printf("FAULT HANDLER: %s fault from %s on address %#" PRIx64 ", pc = %#" PRIx64
               ", fsr = %#" PRIx64 "\n", m->word[2] ? "instruction" : "data", who, m->word[1],
               m->word[0], m->word[3]);
        return;
    case FAULT_CAP:
        printf("FAULT HANDLER: cap fault (%s) %sfrom %s, pc = %#" PRIx64 ", slot = %#" PRIx64 "\n",
               lookup_text(), words[3] != LOOKUP_INVALID_ROOT ? "" : m->word[2]
               ? "in receive phase " : "in send phase ", who, m->word[0], m->word[1]);
        return;
    case FAULT_UNKNOWN_SYSCALL:
        show_unknown_call(thread);
        return;
    case FAULT_USER_EXCEPTION:
        show_exception(m, who);
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

/* The message ends with all registers: pc sp spsr x0..x30. They are shown in the order of seL4. */
static void show_registers(const struct kdl_message *m)
{
    static const char *const first[] = {"pc", "sp", "spsr"};
    static const unsigned char order[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 17, 18, 29, 30, 9, 10, 11,
        12, 13, 14, 15, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28};
    const uint64_t *registers = words + kdl_info_length(m->info) - FAULT_REGISTERS;

    if (kdl_info_length(m->info) < FAULT_REGISTERS)
        return;
    printf("FAULT HANDLER: Register dump:\n");
    for (size_t i = 0; i < 3; i++)
        printf("FAULT HANDLER: %s:\t0x%" PRIx64 "\n", first[i], registers[i]);
    for (size_t i = 0; i < sizeof order; i++)
        printf("FAULT HANDLER: x%u:\t0x%" PRIx64 "\n", order[i], registers[3 + order[i]]);
}

/* One area of the map, whose end is below or at `above`: the start of the one shown before. */
static void show_area(const char *name, uintptr_t start, uintptr_t end, uintptr_t above,
                      uint64_t address)
{
    if (end != above) {
        if (above)
            printf("FAULT HANDLER:     |   <undescribed>\n");
        printf("FAULT HANDLER:     +-- %#018" PRIxPTR " --\n", end - 1);
    }
    printf("FAULT HANDLER:     |   %s\n", name);
    if (address >= start && address < end)
        printf("FAULT HANDLER:     |   FAULT @ %#018" PRIx64 "\n", address);
    printf("FAULT HANDLER:     +-- %#018" PRIxPTR " --\n", start);
}

static const char *area_name(const struct kdl_watched *thread, const struct kdl_watched_area *area)
{
    if (area->start == thread->stack)
        return "stack";
    return area->start == thread->ipc ? "IPC buffer" : area->name;
}

/* the instance's address space from the top; of the thread's own stack its guard, too */
static void show_map(const struct kdl_watched *thread, uint64_t address)
{
    const struct kdl_watched_area *area = &kdl_watched_areas[thread->areas];
    uintptr_t above = 0;

    printf("FAULT HANDLER:   memory map:\n");
    for (unsigned i = 0; i < thread->area_count; i++, area++) {
        show_area(area_name(thread, area), area->start, area->end, above, address);
        above = area->start;
        if (area->start != thread->stack)
            continue;
        show_area("guard page", above - GUARD, above, above, address);
        above -= GUARD;
    }
}

/* what CAmkES does not say */
static void show_cause(const struct kdl_message *m, const struct kdl_watched *thread)
{
    printf("FAULT HANDLER:   cause: %s, %s\n",
           m->word[2] ? "fetch" : m->word[3] & WNR ? "write" : "read",
           cause_of(thread, m->word[1], m->word[3]));
}

int run(void)
{
    if (kdl_component.faults == 0) {
        printf("%s: nobody's faults arrive here\n", get_instance_name());
        return 1;
    }
    allocate_counters();
    for (;;) {
        struct kdl_message m = kdl_wait(kdl_component.faults);
        const struct kdl_watched *thread = find(m.badge);

        keep_words(&m);
        explain(&m, thread);
        if (kdl_info_label(m.info) == FAULT_VM) {
            show_registers(&m);
            show_map(thread, m.word[1]);
            show_cause(&m, thread);
        }
        start_again(thread);
    }
}
