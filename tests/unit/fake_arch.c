/*
 * The architecture for unit tests on the host: implements kernel/arch.h, output and panic.
 */
#include "fake_arch.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include "kernel/panic.h"
#include "kernel/print.h"

#define HOST_RAM ((char *)0x200000000000)

struct fake fake;

static void map_ram(void)
{
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
    if (mmap(HOST_RAM, FAKE_RAM_BYTES, PROT_READ | PROT_WRITE, flags, -1, 0) == MAP_FAILED) {
        perror("fake RAM");
        abort();
    }
}

void fake_reset(void)
{
    map_ram();
    memset(&kernel, 0, sizeof kernel);
    fake = (struct fake){.irq_next = ARCH_IRQ_NONE};
}

void fake_fill(paddr_t start, size_t bytes, uint8_t value)
{
    memset(arch_ram_pointer(start), value, bytes);
}

/* ---- memory ---- */

void *arch_ram_pointer(paddr_t paddr)
{
    return HOST_RAM + (paddr - FAKE_RAM_START);
}

paddr_t arch_ram_paddr(const void *pointer)
{
    return (word_t)pointer - (word_t)HOST_RAM + FAKE_RAM_START;
}

struct cpu *arch_cpu(void) { return &kernel.cpu[fake.core]; }

/* ---- other cores: as in cores.h, or each waits for the lock and obeys at once ---- */

bool arch_core_start(struct cpu *c)
{
    return c->online = c != &kernel.cpu[fake.core_refused];
}

void arch_core_drop(void) { arch_cpu()->fpu_owner = NULL; }
_Noreturn void kernel_core_main(void) { abort(); }

void arch_relax(void)
{
    if (!fake.relax)
        abort();
    fake.relax();
}

void arch_core_signal(const struct cpu *c)
{
    struct cpu *other = &kernel.cpu[c - kernel.cpu];
    fake.signalled |= 1ul << (c - kernel.cpu);
    if (fake.relax || !other->stalling)
        return;
    fake.stalls++;
    other->fpu_owner = NULL;
    other->stalling = false;
}

/* ---- interrupts ---- */

bool arch_irq_valid(word_t irq) { return irq >= 16 && irq < MAX_IRQ; }
void arch_irq_mask(word_t irq) { fake.irq_masked[irq] = true; }
void arch_irq_unmask(word_t irq) { fake.irq_masked[irq] = false; }
void arch_irq_set_trigger(word_t irq, bool edge) { fake.irq_edge[irq] = edge; }
bool arch_irq_edge(word_t irq) { return fake.irq_edge[irq]; }
void arch_irq_route(word_t irq, word_t core) { fake.irq_core[irq] = core; }
void arch_irq_settle(void) { }
bool arch_sgi_valid(word_t target) { return target < 8; }
void arch_sgi_raise(word_t irq, word_t target) { fake.raised |= 1ul << (target * 8 + irq % 8); }

bool arch_irq_pending(void)
{
    fake.pending_asked++;
    if (fake.pending_after == 0 || --fake.pending_after != 0)
        return false;
    return true;
}

word_t arch_irq_take(void)
{
    word_t irq = fake.irq_next;
    fake.irq_next = ARCH_IRQ_NONE;
    return irq;
}

/* ---- time ---- */

ticks_t arch_timer_now(void)
{
    ticks_t now = fake.now;
    fake.now += fake.pace;
    return now;
}

void arch_timer_set(ticks_t deadline) { fake.deadline = deadline; }
word_t arch_timer_irq(void) { return 27; }
word_t arch_timer_hz(void) { return 62500000; }

/* ---- address spaces ---- */

void arch_vspace_init(void *root) { (void)root; }
void arch_table_written(void *entry) { (void)entry; fake.tables_written++; }

void arch_tlb_flush_page(word_t asid, vaddr_t vaddr)
{
    fake.page_flushes++;
    fake.last_asid = asid;
    fake.last_vaddr = vaddr;
}

void arch_tlb_flush_asid(word_t asid)
{
    fake.asid_flushes++;
    fake.last_asid = asid;
}

void arch_spaces_changed(void)
{
    for (word_t i = 0; i < CONFIG_CORES; i++) {
        kernel.cpu[i].spaces_valid += SPACES_STEP;
        kernel.cpu[i].unsettled = true;
    }
}

void arch_vspace_leave(word_t asid)
{
    fake.leaves++;
    if (arch_cpu()->asid_active == asid)
        arch_cpu()->asid_active = 0;
}

void arch_cache_clean(void *start, size_t bytes) { (void)start; fake.cleaned += bytes; }
void arch_cache_invalidate(void *start, size_t bytes) { (void)start; fake.invalidated += bytes; }
void arch_cache_unify(void *start, size_t bytes) { (void)start; fake.unified += bytes; }

void arch_cache_clean_invalidate(void *start, size_t bytes)
{
    (void)start;
    fake.cleaned += bytes;
    fake.invalidated += bytes;
}

/* ---- threads ---- */

word_t arch_breakpoints(bool data) { return data ? WATCHPOINTS : BREAKPOINTS; }
void arch_single_step(struct arch_context *c, word_t count) { c->debug.steps = count; }
word_t arch_single_steps(const struct arch_context *c) { return c->debug.steps; }

void arch_breakpoint_set(struct arch_context *c, word_t number, const struct breakpoint *b)
{
    c->debug.value[number] = b->vaddr;
    c->debug.control[number] = b->enabled;
}

struct breakpoint arch_breakpoint_get(const struct arch_context *c, word_t number)
{
    return (struct breakpoint){.vaddr = c->debug.value[number],
                               .enabled = c->debug.control[number] != 0};
}

void arch_thread_save(struct tcb *current) { (void)current; }
void arch_thread_load(const struct tcb *current) { (void)current; }

bool arch_space_is_noted(const struct tcb *t)
{
    (void)t;
    return !fake.space_of_another;
}

void arch_thread_install(struct tcb *current)
{
    struct cap cspace = tcb_cspace(current);

    current->spaces_slot = cap_pointer(cspace);
    current->spaces_slot_count = cap_is_flat_cnode(cspace) ? 1ul << cap_cnode_radix(cspace) : 0;
    current->spaces_valid = arch_cpu()->spaces_valid | spaces_kind(current);
}

void arch_thread_switch(struct tcb *from, struct tcb *to)
{
    (void)from;
    fake.switched_to = to;
    arch_thread_install(to);
}

void arch_fpu_release(struct tcb *tcb) { (void)tcb; }
_Noreturn void arch_return_to_user(struct tcb *tcb) { (void)tcb; abort(); }
_Noreturn void arch_idle(void) { abort(); }

word_t context_register(const struct arch_context *c, word_t index)
{
    const word_t *tls[] = {&c->tpidr, &c->tpidrro};
    if (index == 0)
        return c->pc;
    if (index == 1)
        return c->sp;
    if (index == 2)
        return c->spsr;
    return index < 34 ? c->x[index - 3] : *tls[index - 34];
}

void context_set_register(struct arch_context *c, word_t index, word_t value)
{
    word_t *tls[] = {&c->tpidr, &c->tpidrro};
    if (index == 0)
        c->pc = value;
    else if (index == 1)
        c->sp = value;
    else if (index == 2)
        c->spsr = value & 0xf0000000;
    else if (index < 34)
        c->x[index - 3] = value;
    else
        *tls[index - 34] = value;
}

void context_init(struct arch_context *c) { memset(c, 0, sizeof *c); }

/* ---- firmware, the simulator, output ---- */

void arch_smc(const word_t in[8], word_t out[4])
{
    memcpy(fake.smc, in, sizeof fake.smc);
    memset(out, 0, 4 * sizeof *out);
}

void arch_exit(word_t status) { exit((int)status); }

_Noreturn void arch_halt(void)
{
    if (fake.halt)
        fake.halt();
    abort();
}

void arch_console_putc(char c)
{
    if (!fake.quiet)
        putchar(c);
}

void print_va(const char *format, va_list args)
{
    vsnprintf(fake.printed, sizeof fake.printed, format, args);
    if (!fake.quiet)
        fputs(fake.printed, stdout);
}

void print(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_va(format, args);
    va_end(args);
}

void print_explanations(bool on) { (void)on; }
bool print_explains(void) { return false; }

void user_error(const char *format, ...)
{
    (void)format;
    fake.errors++;
}

void panic_at(const char *file, int line, const char *function, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%d: %s: ", file, line, function);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    abort();
}
