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
    OBJECT_SCHED_CONTROL,
};

/*
 * An object, or a run of `count` equal frames that follow each other (in slots, and in physical
 * address or payload offset where they have one).
 */
struct planned_object {
    enum object_number type;
    unsigned size_bits;                 /* log2 of the bytes of each; 0: takes no memory */
    unsigned kind;                      /* UNTYPED_* of kernel/abi/bootinfo.h */
    uint32_t count;
    uint64_t address;                   /* device frame: physical; image frame: offset in the
                                           payload; IRQ: its number */
    unsigned trigger;                   /* IRQ: 0 level, 1 edge */
    unsigned core;                      /* IRQ: to which it goes */
    const char *name;                   /* "uart.control.tcb", "conn3.ep" */
    struct instance *owner;             /* NULL: of a connection */
    struct connection *connection;      /* because of */
    uint32_t slot;                      /* in the root task's CNode, once linked; of the first */
    struct planned_object *signals;     /* IRQ: the notification it signals, with this badge */
    uint64_t signal_badge;
    size_t mappings;                    /* frames: how many regions show it */
    size_t index;                       /* in plan->objects */
};

/* memory for ASID pools belongs to nobody; other untyped memory is handed out as it is */
static inline bool object_is_asid_pools(const struct planned_object *o)
{
    return o->type == OBJECT_UNTYPED && !o->owner;
}

static inline bool object_is_frame(const struct planned_object *o)
{
    return o->type == OBJECT_FRAME_4K || o->type == OBJECT_FRAME_2M || o->type == OBJECT_FRAME_1G;
}

/* part of a run of frames */
struct planned_frames { struct planned_object *object; uint32_t first, count; };
VEC_OF(frame_runs, struct planned_frames);

/* a capability in a component's CSpace */
struct planned_cap {
    uint32_t slot;
    struct planned_object *object;
    uint32_t frame;                     /* of a run of frames: which one */
    unsigned rights;
    uint64_t badge;
    struct connection *connection;      /* through which, or NULL */
    const struct end *end;
    /*
     * Name of the connector's object; else "park", "reply", "console", "debug", "smc" (badge: the
     * function), "fault" (the endpoint on which the monitor hears of faults), "dma", "pool",
     * "simple" (what an instance with that attribute has of itself), "settle", "time" (of a passive
     * thread), "restart" (a thread that the monitor starts again).
     */
    const char *role;
};

enum region_use { REGION_TEXT, REGION_RODATA, REGION_DATA, REGION_HEAP, REGION_STACK, REGION_IPC,
                  REGION_DATAPORT, REGION_DEVICE, REGION_BUFFER };

struct stack_use;

/* consecutive pages of a component's address space */
struct planned_region {
    const char *name;
    enum region_use use;
    uint64_t vaddr, size;               /* whole pages */
    uint64_t offset;                    /* of the first byte meant, in the first page (devices) */
    uint64_t bytes;                     /* bytes meant: what x_get_size() answers */
    unsigned rights;                    /* RIGHT_READ | RIGHT_WRITE */
    bool execute, uncached;
    struct frame_runs frames;           /* ascending; 4 KiB or 2 MiB pages */
    struct connection *connection;      /* shared through, or NULL */
    const struct end *end;
};

struct planned_thread {
    const char *name;                   /* "control", or the interface it serves */
    struct interface *interface;        /* NULL: control */
    struct planned_object *tcb, *sc;
    uint32_t park_slot, reply_slot;     /* in the component's CSpace; reply 0: none */
    /* passive: after its start it runs on the time of its callers only */
    bool passive;
    uint32_t settle_slot, time_slot;    /* the control thread, to signal; its own sc; 0: active */
    /* in the monitor: its TCB; of a passive thread its reply and sc, too; 0: it does not restart */
    uint32_t restart_slot, restart_reply_slot, restart_time_slot;
    struct planned_object *park, *reply;
    struct planned_object *bound;       /* the notification bound to it, or NULL */
    struct planned_region *stack, *ipc;
    unsigned priority, mcp, core, domain;
    uint64_t budget, period, stack_size;
    unsigned flags;                     /* tcb_set_flags */
    struct stack_use *use;              /* stack.h; NULL before link */
    size_t number;                      /* in the whole system, from 1: fault badge */
};

/*
 * One program: an instance, or the members of a group. Objects that serve the whole program belong
 * to the first member, and so do the regions of its text and data.
 */
struct planned_space {
    const char *name;                   /* of the instance or group */
    struct group *group;                /* NULL: one instance */
    VEC(struct planned_instance *) members;
    struct planned_object *cnode, *vspace;
    unsigned cnode_bits;
    uint32_t slots;                     /* used, all members together; slot 0 is nobody's */
    size_t thread_count;
    VEC(struct planned_table { struct planned_object *object; uint64_t vaddr; unsigned bits; })
        tables;                         /* a table at vaddr spans 2^bits bytes; big ones first */
    uint64_t entry;                     /* of the program; 0 before link */
    bool restarts;                      /* after a fault of one of its threads */
    uint32_t restart_limit;             /* how often; 0: without end */
    size_t index;                       /* in plan->spaces */
};

struct m4_job;
struct planned_instance {
    struct instance *instance;          /* NULL for the fault monitor's synthetic parts: never */
    struct planned_space *space;
    VEC(struct planned_cap) caps;       /* because of this member; the others can use them too */
    VEC(struct planned_thread) threads;
    VEC(struct planned_region *) regions;
    unsigned passive_count;
    size_t first_thread;                /* its threads stand behind those of earlier members */
    uint64_t heap_size;
    struct planned_region *heap;        /* NULL without a heap */
    /* pool of memory for devices, as the caches see it and past them: two views of the same
       frames; NULL: no pool, or not that view */
    struct planned_region *dma, *dma_uncached;
    uint32_t dma_slot;                  /* of its first frame; the others follow */
    VEC(const struct m4_job *) glue;    /* that makes the C files of its ends (emit_m4.h) */
    uint32_t console_slot;              /* 0: holds no console capability */
    uint32_t fault_slot;                /* fault endpoint; 0 unless this is the monitor */
    /* `simple`: its own CNode, address space, control thread and the time of that; 0: not so */
    struct { uint32_t cnode, vspace, tcb, time, time_control; } simple;
};

/*
 * Where an object of a connection ended up for one of its ends; asked by emit_m4.c. In the order
 * of the connector's grants, within one in the order of ends, within one in the order of peers.
 */
struct planned_grant {
    const struct end *end;
    const struct connector_object *object;
    const struct connector_grant *grant;
    size_t peer;                        /* PER_FROM, PER_TO: position of the end it belongs to */
    uint32_t slot;                      /* held: slot in the CSpace, else 0; of several frames
                                           the first, the others follow */
    uint64_t badge;                     /* 0: none; IRQ: the badge that its signals arrive with */
    struct planned_region *region;      /* mapped, else NULL */
    struct planned_object *target;      /* of several frames the first */
    const struct frame_runs *frames;    /* of memory, else NULL */
};

VEC_OF(indices, size_t);
struct planned_connection {
    struct connection *connection;
    VEC(struct planned_grant) grants;
    struct indices *of_end;             /* grants of each end: all from ends, then all to ends */
};

/* about a rule, or about one of those that it names */
struct verdict {
    const struct policy *policy;
    bool holds;
    const char *reason;
    struct names way;                   /* that breaks the rule: its hops, if it is about ways */
};
VEC_OF(verdicts, struct verdict);

struct plan {
    struct model *model;
    VEC(struct planned_instance *) instances;   /* software instances, in order; with the monitor */
    VEC(struct planned_space *) spaces;         /* in the order of their first members */
    VEC(struct planned_connection) connections; /* beside model->connections */
    VEC(struct planned_object *) objects;
    size_t thread_count;
    struct planned_instance **by_index;         /* by instance->index; NULL for hardware */
    struct planned_instance *monitor;           /* receives the faults of all others, or NULL */
    struct planned_object *faults;              /* its endpoint */
    struct verdicts verdicts;                   /* in the order of the rules */
    uint64_t board_ram;                         /* bytes; plan_board_ram(), or 0: unknown */
    bool exceeded;                              /* the board has not enough: reported */
    uint64_t image_size;                        /* bytes; 0 before link */
    unsigned root_cnode_bits;                   /* 0 before link */
    const struct ram *ram;                      /* as it is when the system runs; NULL: unknown */
};

/* plan_thread.c: the cores that threads can be on */
void plan_cores(unsigned count);
/* plan.c: objects, slots, badges. Reports and returns false where the model asks too much. */
bool plan_make(struct model *model, struct plan *plan);
/* layout.c: addresses and page tables of all but the programs */
bool layout_make(struct plan *plan);
struct planned_instance *plan_instance(struct plan *plan, const struct instance *instance);

/* ---- between plan*.c, layout.c and link.c ---- */

/* plan_part.c */
struct planned_object *plan_add_object(struct plan *plan, enum object_number type, unsigned bits,
                                       struct instance *owner, const char *name);
uint32_t plan_add_cap(struct planned_instance *pi, struct planned_cap cap);     /* its slot */
/* one for each frame, in consecutive slots; returns the first slot */
uint32_t plan_add_frame_caps(struct planned_instance *pi, struct planned_cap cap,
                             const struct frame_runs *frames);
struct planned_region *plan_add_region(struct planned_instance *pi, enum region_use use,
                                       const char *name, uint64_t size);
/* of fresh RAM that only this instance sees */
struct planned_region *plan_private_region(struct plan *plan, struct planned_instance *pi,
                                           enum region_use use, const char *name, uint64_t size);
/* Cover size bytes with new frames like `like` (kind, address, owner, connection, name). */
void plan_add_frames(struct plan *plan, const struct planned_object *like, uint64_t size,
                     struct frame_runs *runs);
void region_show(struct planned_region *region, const struct frame_runs *runs);
void layout_tables(struct plan *plan, struct planned_space *space, const struct planned_region *r);
/* A number, or a string that spells one. */
bool value_number(const struct value *value, uint64_t *number);
bool plan_is_set(struct instance *instance, const char *name, bool fallback);
#define MAX_REGION (1ul << 36)                              /* bytes of one stack or heap */
struct plan_limits { uint64_t fallback, min, max; };
/* The number of the setting `what`, NULL or out of its limits (reported): the fallback. */
uint64_t plan_checked(struct value *value, const char *what, struct plan_limits limits);

/* plan_thread.c: `interface` is what it serves; NULL: the control thread */
void plan_add_thread(struct plan *plan, struct planned_instance *pi, const char *name,
                     struct interface *interface, bool receives);
/* those that the connector gives this end, once for each interface */
void plan_link_threads(struct plan *plan, struct planned_instance *pi, const struct link *link);

/* plan_pool.c */
void plan_pools(struct plan *plan, struct planned_instance *pi,
                struct planned_object *time_control);
unsigned plan_cnode_bits(const struct planned_space *space);

bool plan_connections(struct plan *plan);                   /* plan_connection.c */
void plan_restarts(struct plan *plan);                      /* plan_restart.c */
void plan_binds(struct plan *plan);                         /* plan_bind.c */
void plan_route_interrupts(struct plan *plan);
void plan_link_caps(struct plan *plan, struct planned_instance *pi, const struct link *link);
/* plan_memory.c */
uint64_t plan_ram(const struct plan *plan);                 /* bytes of RAM of all objects */
uint64_t plan_board_ram(void);                              /* from --dtb; 0: unknown */
bool plan_fits(struct plan *plan);                          /* on the board; else reported once */
/* Exactly, with the image, as the root task will do it; sets plan->ram. Needs emit_plan's slots. */
struct image_directory;
bool plan_place(struct plan *plan, const struct image_directory *image);
