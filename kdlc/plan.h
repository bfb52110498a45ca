/*
 * The plan: every kernel object, every capability, every mapping of the system. Made by plan.c
 * and layout.c from the model; everything that kdlc prints comes from here.
 */
#pragma once
#include "model.h"
#include "../kernel/abi/plan.h"

enum object_number {
#define OBJECT(number, id, name, bits, text) OBJECT_##id = number,
#include "../kernel/abi/objects.def"
#undef OBJECT
    OBJECT_IRQ = 100,                   /* an interrupt handler: made, not retyped */
    OBJECT_SMC,                         /* minted from the root task's */
    OBJECT_CONSOLE,
    OBJECT_DEBUG,
};

struct planned_object {
    enum object_number type;
    unsigned size_bits;                 /* log2 of its bytes; 0 where it takes no memory */
    unsigned kind;                      /* UNTYPED_* of kernel/abi/bootinfo.h */
    uint64_t address;                   /* device frame: physical; IRQ: its number */
    unsigned trigger;                   /* IRQ: 0 level, 1 edge */
    const char *name;                   /* "uart.control.tcb", "conn3.ep" */
    struct instance *owner;             /* NULL: of a connection */
    struct connection *connection;      /* because of */
    uint32_t slot;                      /* in the root task's CNode */
};

/* a capability in a component's CSpace */
struct planned_cap {
    uint32_t slot;
    struct planned_object *object;
    unsigned rights;
    uint64_t badge;
    struct connection *connection;      /* through which, or NULL */
    const struct end *end;
    const char *role;                   /* "ep", "ntfn", "reply", "start", ... */
};

enum region_use { REGION_TEXT, REGION_RODATA, REGION_DATA, REGION_HEAP, REGION_STACK, REGION_IPC,
                  REGION_DATAPORT, REGION_DEVICE, REGION_BUFFER };

/* consecutive pages of a component's address space */
struct planned_region {
    const char *name;
    enum region_use use;
    uint64_t vaddr, size;
    unsigned rights;                    /* RIGHT_READ | RIGHT_WRITE */
    bool execute, uncached;
    VEC(struct planned_object *) frames;
    struct connection *connection;      /* shared through, or NULL */
    const struct end *end;
};

struct planned_thread {
    const char *name;                   /* "control", or the interface it serves */
    struct interface *interface;        /* NULL: control */
    struct planned_object *tcb, *sc;
    uint32_t park_slot, reply_slot;     /* in the component's CSpace; reply 0: none */
    struct planned_region *stack, *ipc;
    unsigned priority, mcp, core, domain;
    uint64_t budget, period, stack_size;
    unsigned flags;                     /* tcb_set_flags */
    size_t number;                      /* in the whole system, from 1: fault badge */
};

struct planned_instance {
    struct instance *instance;          /* NULL for the fault monitor's synthetic parts: never */
    struct planned_object *cnode, *vspace;
    unsigned cnode_bits;
    VEC(struct planned_cap) caps;
    VEC(struct planned_thread) threads;
    VEC(struct planned_region *) regions;
    VEC(struct planned_object *) tables;
    uint64_t heap_size;
};

/* where an object of a connection ended up for one of its ends; asked by emit_m4.c */
struct planned_grant {
    const struct end *end;
    const struct connector_object *object;
    size_t peer;                        /* PER_FROM/PER_TO objects seen from the other side: which */
    uint32_t slot;                      /* held: slot in the CSpace */
    uint64_t badge;
    struct planned_region *region;      /* mapped */
    struct planned_object *target;
};

struct planned_connection {
    struct connection *connection;
    VEC(struct planned_grant) grants;
};

struct plan {
    struct model *model;
    VEC(struct planned_instance *) instances;   /* software instances, in order; with the monitor */
    VEC(struct planned_connection) connections; /* beside model->connections */
    VEC(struct planned_object *) objects;
    size_t thread_count;
};

bool plan_make(struct model *model, struct plan *plan);     /* plan.c: objects, slots, badges */
bool layout_make(struct plan *plan);                        /* layout.c: addresses, before link */
struct planned_instance *plan_instance(struct plan *plan, const struct instance *instance);
