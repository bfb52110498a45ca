/* Scalars with a meaning, error codes, and the few macros that everything uses. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint64_t word_t;
typedef uint64_t paddr_t;
typedef uint64_t vaddr_t;
typedef uint64_t cptr_t;
typedef uint64_t ticks_t;

enum err {
#define ERROR(number, id, text) ERR_##id = number,
#include "abi/errors.def"
#undef ERROR
    ERR_PREEMPTED = 256,    /* never seen by users: the invocation is restarted */
    ERR_ANSWERED = 257,     /* nor these: no error, and the answer is the business of another */
    ERR_MESSAGE = 258,      /* no invocation but a message, to an endpoint for example */
};

enum lookup_failure {
#define LOOKUP_FAILURE(number, id, text) LOOKUP_##id = number,
#include "abi/errors.def"
#undef LOOKUP_FAILURE
};

enum fault_type {
#define FAULT(number, id, words, text) FAULT_##id = number,
#include "abi/errors.def"
#undef FAULT
};

enum object_type {
#define OBJECT(number, id, name, bits, text) OBJECT_##id = number,
#include "abi/objects.def"
#undef OBJECT
    OBJECT_COUNT
};

enum cap_type {
#define CAP(number, id, name, text) CAP_##id = number,
#include "abi/objects.def"
#undef CAP
    CAP_COUNT
};

enum invocation_label {
#define INVOCATION(number, id, stub, type, words, caps, results, text) INV_##id = number,
#include "abi/invocations.def"
#undef INVOCATION
};

enum syscall_number {
#define SYSCALL(number, id, name, text) SYS_##id = number,
#include "abi/syscalls.def"
#undef SYSCALL
};

#define UNLIKELY(x) __builtin_expect(!!(x), 0)
/* small rather than fast; what leads only to it is unlikely */
#define seldom __attribute__((cold))
/* only before the root task runs: in the section .boot, to which nothing outside of it leads */
#define at_boot __attribute__((cold, section(".boot")))
/* x is computed once, and not anew for each use of a part of it */
#define in_register(x) __asm__("" : "+r"(x))
#define must_check __attribute__((warn_unused_result))
#define container_of(ptr, type, member) ((type *)((char *)(ptr) - offsetof(type, member)))
