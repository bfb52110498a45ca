/*
 * The kernel's costs in instructions: what the files of this program share.
 *
 * A sample is the number of counter ticks that one operation took. BLOCK samples, each begun one
 * instruction later within the tick than the one before, take exactly BLOCK / 16 times as many
 * ticks as the operation takes instructions, whatever the phase that they began with.
 */
#pragma once
#include "../../kernel/internal.h"

#define BLOCK 32u
#define TICK_INSTRUCTIONS 16u
#define SHARED (WINDOW + 0x100000ul)    /* a page that a process may share with this one */

enum row {
#define ROW(id, text, reference, aim, iterations) ROW_##id,
#include "rows.def"
#undef ROW
    ROWS
};

struct call { uint64_t word[12], info, end; };      /* x0..x11; afterwards x1, the time */

/* one operation, measured block by block; user: its instructions outside the kernel */
struct series {
    enum row row;
    uint64_t parts;                     /* operations in a sample */
    uint64_t user, ticks, block, samples, blocks;
    uint64_t seen[1024], times[1024];   /* sums of blocks, how often each occurred */
    unsigned distinct;
};

uint64_t iterations(enum row row);
void series_begin(struct series *s, enum row row, uint64_t user);
void series_add(struct series *s, uint64_t ticks);
void series_end(const struct series *s);        /* prints it, per operation */
void print_row(enum row row, uint64_t hundredths, uint64_t mode, uint64_t user);
extern struct series series, series2;
extern uint64_t overhead;               /* instructions of an empty sample */

#define NOPS(i) ((i) % 16u)
typedef uint64_t sample_fn(struct call *call, uint64_t nops);
sample_fn sample_nothing;
#define SYSCALL(number, id, name, text) sample_fn sample_##name;
#include "kernel/abi/syscalls.def"
#undef SYSCALL
uint64_t wait_stamp(cptr_t notification, uint64_t nops);
uint64_t count_gaps(uint64_t rounds);
_Noreturn void serve_forever(cptr_t ep, uint64_t info, cptr_t reply);
_Noreturn void wait_forever(cptr_t notification, uint64_t *time);
_Noreturn void yield_forever(void);
_Noreturn void spin_forever(void);
_Noreturn void touch_forever(uint64_t address);

/* the same call again and again; user: instructions of others, this one's SVC is added */
void repeat(enum row row, sample_fn *sample, struct call call, uint64_t user);
struct call invocation(cptr_t cap, uint64_t label, unsigned extra, unsigned length,
                       const uint64_t words[8]);

/* May this thread use the physical timer? If so its switches are unlike those of others. */
void own_clock(bool on);

void measure_calls(void);
void measure_messages(void);
void measure_signals(void);
void measure_interrupts(void);
void measure_faults(void);
void measure_active_faults(void);
void measure_retype(void);
void measure_objects(void);
