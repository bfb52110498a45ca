/*
 * The call graph of a linked program, and how much stack each function takes with all that it
 * calls. Between the stack*.c files.
 */
#pragma once
#include "elf.h"
#include "frames.h"
#include "plan.h"

#define NOBODY UINT32_MAX

/*
 * What calls through pointers may lead to, each a node behind those of the functions: all whose
 * addresses stand somewhere; those of them that may be methods of a FILE; the heaps of a group.
 */
enum graph_set { SET_ANYBODY, SET_STREAMS, SET_FREE, SET_REALLOC, SETS };

struct function {
    const char *name;
    uint64_t start, end;
    struct frame frame;
    bool taken;                         /* its address stands somewhere */
    uint32_t through;                   /* where its calls through pointers lead, or NOBODY */
    bool pointers;                      /* it has such calls, and they lead somewhere */
    bool outside;                       /* it calls what is no function */
    bool unnamed;                       /* code between functions */
    uint32_t group;                     /* of those that call each other: one of them */
    bool cyclic;
    uint64_t bytes, certain;
    uint32_t next;                      /* on the way of `certain` */
    size_t direct;                      /* edges before this one are of calls, the others of
                                           tables: called at the deepest point */
};

/*
 * What starts the threads of one component: an instance, or a member of a group, which has a
 * runtime (runtime/component/start.c) of its own.
 */
struct starts {
    uint32_t thread, control, interface;    /* kdl_thread_start, run_control, run_interface */
    const struct elf_symbol *threads, *inits;   /* kdl_threads, kdl_inits */
    const struct elf_symbol *constructors, *constructors_end;
};
VEC_OF(all_starts, struct starts);

struct graph {
    const struct elf_program *program;
    struct code code;
    struct function *functions;         /* count of them, ascending; then one for each set */
    uint32_t count;
    struct all_starts starts;           /* in the order of members */
    uint32_t dispatch;                  /* of a group: its kdl_thread_start; else NOBODY */
    struct edges { uint32_t *at; size_t count, room; } *edges;
};

/* stack_graph.c. members: components in the program. False: symbols that it takes are missing. */
bool graph_read(struct graph *g, const struct elf_program *program, size_t members);
uint32_t graph_find(const struct graph *g, uint64_t address);  /* around it, or NOBODY */
/* The function whose address is the word at an address of the file; NOBODY: it is none's. */
uint32_t graph_pointer(const struct graph *g, uint64_t address);
uint32_t graph_find_name(const struct graph *g, const char *name);     /* of the whole program */
uint64_t graph_value(const struct graph *g, const char *name);  /* of a symbol; 0: none */
/* whom it calls; NOBODY: nobody, or nobody knows whom */
static inline uint32_t graph_callee(const struct graph *g, const struct function *f,
                                    const struct frame_call *call)
{
    return call->address ? graph_find(g, call->address) : f->through;
}

/* stack_sum.c: `bytes` and `certain` of all functions, and their cycles */
void graph_add_up(struct graph *g);
