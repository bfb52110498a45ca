/*
 * What the parts of the root task share: the boot information, the plan, and how to fail.
 */
#pragma once
#include <kdl/invoke.h>

#include "kernel/abi/bootinfo.h"
#include "kernel/abi/plan.h"
#include "kernel/abi/pool.h"

#define SLOT_DEPTH 64           /* the root task's CNode resolves whole addresses */

struct root {
    const struct plan_header *plan;
    const char *names;
    struct ipc_buffer *ipc;
    bool debug;                         /* the kernel has debug invocations */
    uint64_t untyped_count;
    /* of each untyped: what the kernel said, and what is used up of it if it is RAM */
    struct bootinfo_untyped untyped[ROOT_MAX_UNTYPED];
    struct pool ram[ROOT_MAX_UNTYPED];
    uint64_t used[ROOT_MAX_UNTYPED];    /* of the others: bytes from their start */
};

/* the rows of a table */
static inline const void *plan_rows(const struct plan_header *plan, enum plan_table table)
{
    return (const char *)plan + plan->table[table].offset;
}

/* say.c: one line on the kernel's console; text ends with NULL */
void say(struct root *root, const char *const *text);
const char *number_text(uint64_t n, char buffer[24]);
_Noreturn void halt(struct root *root);
/* error 0: go on. Else "ROOT| cannot <what> <name>: <error>", and the end. */
void must(struct root *root, uint64_t error, const char *what, const char *name);

/* create.c: all kernel objects, in the order of their table */
void create_objects(struct root *root);

/* build.c: everything between objects and running threads, then giving it all up */
void make_caps(struct root *root, bool own);
void make_irqs(struct root *root);
void make_maps(struct root *root);
void make_binds(struct root *root);
void make_threads(struct root *root);
void start_schedule(struct root *root);
void give_up(struct root *root);
/* give_up, with the kernel's dump of all capabilities before and after, and the end */
_Noreturn void audit(struct root *root);
void start_threads(struct root *root);
_Noreturn void stop(struct root *root);
