/* What the files of the harness share, and no test sees. */
#pragma once
#include "harness.h"

#define MAX_THREADS 12
#define STACK_BYTES 4096
#define BUFFERS 0x10000000ul        /* IPC buffers of threads, here */
#define COPIES  0x11000000ul        /* pages of a process while they are filled */
#define PROCESS_BUFFER 0x10000000ul /* IPC buffer of a process, there */

struct harness {
    const char *test;
    void (*run)(void);
    struct ipc_buffer *ipc;
    cptr_t arena, report, reply, clock, irq, probe;
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
_Noreturn void test_main(const struct bootinfo *info, struct ipc_buffer *buffer);
