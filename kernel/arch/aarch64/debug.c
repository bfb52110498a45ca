/*
 * Hardware breakpoints and watchpoints, and stepping of single instructions (Arm ARM D2). They are
 * a thread's own: arch_thread_switch installs them, and nothing of them can stop the kernel.
 *
 * A thread with any of them has no short ways (note_spaces in thread.c), so that no switch to or
 * from it passes by here. One whose step is over traps before its next instruction: PSTATE.SS is
 * clear then, and set again for the next step only.
 */
#include "../../syscall.h"
#include "abi/debug.h"
#include "cpu.h"

#define MDSCR_SS  (1u << 0)
#define MDSCR_MDE (1u << 15)

#define CONTROL_ENABLED 1u
#define CONTROL_EL0     (2u << 1)
#define CONTROL_READ    (1u << 3)
#define CONTROL_WRITE   (2u << 3)
#define CONTROL_BYTES(mask) ((mask) << 5)

/* the last watchpoint below a wide access that began in front of it */
#define WIDEST_ACCESS 64u

#define SET(kind, n) \
    sysreg_write(dbg##kind##vr##n##_el1, d->value[i]); \
    sysreg_write(dbg##kind##cr##n##_el1, d->control[i]); \
    if (++i == end) \
        return;

static void set_breakpoints(const struct arch_debug *d, word_t end)
{
    word_t i = 0;
    SET(b, 0) SET(b, 1) SET(b, 2) SET(b, 3) SET(b, 4) SET(b, 5)
}

static void set_watchpoints(const struct arch_debug *d, word_t end)
{
    word_t i = BREAKPOINTS;
    SET(w, 0) SET(w, 1) SET(w, 2) SET(w, 3)
}

static word_t least(word_t a, word_t b) { return a < b ? a : b; }

word_t arch_breakpoints(bool data)
{
    word_t features = sysreg_read(id_aa64dfr0_el1);
    return data ? least((features >> 20 & 15) + 1, WATCHPOINTS)
                : least((features >> 12 & 15) + 1, BREAKPOINTS);
}

at_boot void aarch64_debug_init(void)
{
    static const struct arch_debug none;

    sysreg_write(oslar_el1, 0);         /* after reset the debug registers may be locked */
    sysreg_write(mdscr_el1, MDSCR_TDCC);
    barrier_isb();
    set_breakpoints(&none, arch_breakpoints(false));
    set_watchpoints(&none, BREAKPOINTS + arch_breakpoints(true));
}

bool aarch64_is_debugged(const struct arch_context *c)
{
    return c->debug.count > 0 || c->debug.steps > 0;
}

/* What the core has installed is told by mdscr_el1 alone, while it is without. */
void aarch64_debug_switch(const struct tcb *next)
{
    const struct arch_debug *d = &next->context.debug;
    word_t mdscr = MDSCR_TDCC | (d->count > 0 ? MDSCR_MDE : 0) | (d->steps > 0 ? MDSCR_SS : 0);

    if (mdscr == MDSCR_TDCC && sysreg_read(mdscr_el1) == MDSCR_TDCC)
        return;
    if (d->count > 0) {
        set_breakpoints(d, arch_breakpoints(false));
        set_watchpoints(d, BREAKPOINTS + arch_breakpoints(true));
    }
    sysreg_write(mdscr_el1, mdscr);
}

/* ---- what a thread has ---- */

static word_t control_of(const struct breakpoint *b)
{
    static const word_t access[] = {
        [BREAK_ON_READ] = CONTROL_READ, [BREAK_ON_WRITE] = CONTROL_WRITE,
        [BREAK_ON_READ_WRITE] = CONTROL_READ | CONTROL_WRITE};
    word_t bytes = (1u << b->size) - 1;

    if (b->type == BREAK_INSTRUCTION)
        return CONTROL_ENABLED | CONTROL_EL0 | CONTROL_BYTES(15u);
    return CONTROL_ENABLED | CONTROL_EL0 | access[b->access] |
           CONTROL_BYTES(bytes << b->vaddr % 8);
}

void arch_breakpoint_set(struct arch_context *c, word_t number, const struct breakpoint *b)
{
    struct arch_debug *d = &c->debug;

    d->count -= d->control[number] != 0;
    d->value[number] = d->control[number] = 0;
    if (!b->enabled)
        return;
    d->value[number] = b->type == BREAK_INSTRUCTION ? b->vaddr : b->vaddr & ~7ul;
    d->control[number] = control_of(b);
    d->count++;
}

struct breakpoint arch_breakpoint_get(const struct arch_context *c, word_t number)
{
    word_t control = c->debug.control[number], bytes = control >> 5 & 255;
    struct breakpoint b = {.type = BREAK_INSTRUCTION, .vaddr = c->debug.value[number],
                           .enabled = control != 0};

    if (number < BREAKPOINTS)
        return b;
    b.type = BREAK_DATA;
    b.access = (control >> 3 & 3) == 0 ? BREAK_ON_READ : (control >> 3 & 3) - 1;
    if (bytes) {                        /* a run of ones */
        word_t first = (word_t)__builtin_ctzl(bytes);
        b.size = (word_t)__builtin_ctzl(~(bytes >> first));
        b.vaddr += first;
    }
    return b;
}

/* count 0: no more */
void arch_single_step(struct arch_context *c, word_t count)
{
    c->debug.steps = c->debug.left = count;
    c->spsr = count > 0 ? c->spsr | SPSR_STEP : c->spsr & ~(word_t)SPSR_STEP;
}

word_t arch_single_steps(const struct arch_context *c)
{
    return c->debug.steps;
}

/* ---- exceptions ---- */

struct tcb *aarch64_step(void)
{
    struct arch_context *c = &cpu()->current->context;

    if (c->debug.left <= 1)
        return fault_entry_debug(BREAK_STEP, 0, 0);
    c->debug.left--;
    c->spsr |= SPSR_STEP;
    return cpu()->current;
}

struct tcb *aarch64_breakpoint(void)
{
    const struct arch_context *c = &cpu()->current->context;
    word_t number = 0;

    while (number < BREAKPOINTS - 1 &&
           (c->debug.value[number] != c->pc || c->debug.control[number] == 0))
        number++;
    return fault_entry_debug(BREAK_INSTRUCTION, c->pc, number);
}

/* The address is that of the access, which may begin in front of what is watched. */
struct tcb *aarch64_watchpoint(vaddr_t address)
{
    const struct arch_context *c = &cpu()->current->context;
    word_t best = BREAKPOINTS, distance = ~0ul;

    for (word_t i = BREAKPOINTS; i < BREAKPOINTS + WATCHPOINTS; i++) {
        struct breakpoint b = arch_breakpoint_get(c, i);
        word_t to = address < b.vaddr ? b.vaddr - address : 0;
        if (b.enabled && address < b.vaddr + b.size && to < WIDEST_ACCESS && to < distance) {
            best = i;
            distance = to;
        }
    }
    return fault_entry_debug(BREAK_DATA, address, best);
}
