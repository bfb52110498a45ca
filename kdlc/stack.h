/* The most stack that each thread of a linked program can use, from its instructions. */
#pragma once
#include "elf.h"
#include "plan.h"

/*
 * certain: along direct calls alone; bytes >= certain: with every function whose address is taken
 * behind every pointer. bounded: no way takes more than `bytes`; else `open` says why not.
 */
struct stack_use {
    uint64_t bytes, certain;
    bool bounded;
    struct names open;                  /* "recursion of f, g", "f: of variable size" */
    struct names pointers;              /* functions on its ways that call through pointers */
    struct names deepest;               /* the way of `certain`: "f (48)" */
};

/*
 * Fills in thread->use of all members; leaves it NULL where the program has no symbols. Takes
 * passing memory (arena.h).
 */
void stack_measure(const struct elf_program *program, const struct planned_space *space);
/* Reports the threads that need more than they have; false: there is one that surely does. */
bool stack_check(const struct plan *plan);
/* one line for people: "at most 1200 bytes"; "" where nothing is known */
const char *stack_text(const struct planned_thread *thread);
