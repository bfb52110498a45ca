/*
 * The audit's facts: what the plan promises, and what the kernel printed, both as a place
 * ("editor.control, slot 3") and what is there, in words. Between the audit*.c files.
 */
#pragma once
#include "../kernel/abi/plan.h"
#include "audit_log.h"
#include "map.h"
#include "plan.h"

#define AUDIT_REGISTERS 36              /* pc sp spsr x0..x30 tpidr tpidrro */

struct fact { const char *place, *what; };
VEC_OF(facts, struct fact);

struct frame_place { struct planned_object *object; uint32_t index; };

struct audit {
    struct plan *plan;
    const struct plan_header *tables;   /* as kdlc makes them, whatever the root task was given */
    struct log_dump before, after;
    struct map objects;                 /* address: struct planned_object */
    struct map frames;                  /* physical address: struct frame_place */
    struct map spaces;                  /* address space identifier: struct planned_object */
    struct map threads;                 /* name of the TCB: struct audited_thread */
    struct planned_object *root_cnode;  /* the root task's, which the plan does not have */
    struct facts promised, found;
};

/* a thread of the plan, in the audit's words, and the program that it is a part of */
struct audited_thread { const char *name; const struct planned_space *space; };

const void *audit_rows(const struct plan_header *tables, enum plan_table table);

void audit_learn(struct audit *a);      /* audit_found.c: which address is which object */
void audit_find(struct audit *a);       /* what the kernel printed at the end */
void audit_promise(struct audit *a);    /* audit_promise.c: what the plan says of it */
void audit_untyped(struct audit *a);    /* audit_untyped.c: what is used of each, both ways */

/* audit_words.c: the same words for both */
void audit_promised(struct audit *a, const char *place, const char *what);
void audit_found(struct audit *a, const char *place, const char *what);
const char *audit_frame(const char *name, uint32_t index, const char *where);
/* a capability to a frame; where: "", or " at 0x... of 'space'" */
const char *audit_frame_cap(const char *name, uint32_t index, unsigned rights, const char *where);
const char *audit_port(const struct planned_object *object, const char *name, uint64_t rights,
                       uint64_t badge);
const char *audit_irq(uint64_t irq, bool edge, unsigned core, const char *signals,
                      uint64_t badge);
const char *audit_cnode(const char *name, unsigned bits, uint64_t guard, unsigned guard_bits);
const char *audit_untyped_words(unsigned bits);
const char *audit_table(unsigned level, const char *space, uint64_t vaddr);
const char *audit_time(const char *name, uint64_t budget, uint64_t period, uint64_t refills,
                       uint64_t core, uint64_t badge);
/* those that are not 0, in the order of tcb_read_registers */
const char *audit_registers(const uint64_t values[AUDIT_REGISTERS]);
const char *audit_page_place(const char *space, uint64_t vaddr);
