/*
 * Groups: several instances in one program. Each member has a runtime and a C library of its own,
 * and so its own variables and heap; of those of another it sees no symbol, except one
 * kdl_member_N and the functions that direct calls go to. What a thread carries with it from one
 * member to the next is in self.c, which exists once.
 */
#pragma once
#include <stddef.h>
#include <stdint.h>

struct ipc_buffer;

struct kdl_member {
    /* does not return */
    void (*start)(size_t thread, struct ipc_buffer *ipc, char *tls, uint64_t restarts);
    void (*wake_all)(void);
    size_t thread_count;
    uintptr_t heap;
    size_t heap_size;
    void (*free)(void *memory);
    void *(*realloc)(void *memory, size_t size);
};

/* of this member alone; free() and realloc() look for whose the memory is (foreign.c) */
void __real_free(void *memory);
void *__real_realloc(void *memory, size_t size);

extern const struct kdl_member *const kdl_members[];    /* the last is NULL */
/* by runtime/component/start.c, once in every member */
_Noreturn void kdl_thread_start(size_t index, struct ipc_buffer *ipc, char *tls,
                                uint64_t restarts);
void kdl_wake_all(void);               /* every thread: its wait is over, or to be renewed */
