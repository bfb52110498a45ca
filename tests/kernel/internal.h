/* What the files of the harness share, and no test sees. */
#pragma once
#include "harness.h"

#define MAX_THREADS 12
#define STACK_BYTES 4096
#define BUFFERS 0x10000000ul        /* IPC buffers of threads, here */
#define COPIES  0x11000000ul        /* pages of a process while they are filled */
#define PROCESS_BUFFER 0x10000000ul /* IPC buffer of a process, there */

#define CLOCK_IRQ 30                 /* the physical timer */
#define COMPONENT_ARENA_BITS 25

/*
 * Slots are the same in the root task, which runs no test itself, and in the component that runs
 * one; only the arena differs: that of the root task holds the component.
 */
struct harness {
    const char *test;
    void (*run)(void);
    struct ipc_buffer *ipc;
    cptr_t pool, arena, report, reply, clock, irq, probe, supervisor;
    uint64_t arena_bits, ticks_per_us;
    cptr_t first_slot, next_slot;
    struct thread thread[MAX_THREADS];
    unsigned thread_count;
    void *escape[5];
    char line[256];
    unsigned line_length;
    char stack[MAX_THREADS + 1][STACK_BYTES] __attribute__((aligned(16)));
};
extern struct harness harness;

void thread_entry(void);                    /* start.S */
_Noreturn void thread_main(struct thread *t);
struct thread *thread_prepare(void (*run)(uint64_t), uint64_t argument, unsigned priority);
void thread_registers(struct thread *t);
cptr_t largest_untyped(void);               /* of RAM, as at boot */
void empty_arena(void);
void harness_begin(const struct bootinfo *info, struct ipc_buffer *buffer, const char *name);
/* For programs that have no components: all there is, with an arena from that memory. */
void harness_alone(cptr_t memory, uint64_t arena_bits);
_Noreturn void power_off(void);
void copy_program(const struct thread *t);  /* every page of this program, into its vspace */
/* A component that is to run test `argument`; started, it reports to the supervisor. */
struct thread *component_new(uint64_t argument);
void component_end(struct thread *t);       /* takes back what there is only one of */
_Noreturn void component_main(uint64_t argument);
_Noreturn void test_main(const struct bootinfo *info, struct ipc_buffer *buffer);
