/*
 * The plan as the root task reads it: a header and typed tables, all little endian, all 8-byte
 * aligned, offsets from the start of the header. Written by `kdlc link`, interpreted by
 * runtime/root in exactly this order: objects, root-task capabilities (plan_cap whose cnode is
 * ROOT_SLOT_CNODE), interrupts, all other capabilities, mappings, bindings, threads; then
 * everything not to be kept is deleted, then the threads are resumed in table order.
 *
 * A "slot" is always a slot of the root task's CNode.
 */
#pragma once
#include <stdint.h>
#include "layout.h"

#define PLAN_MAGIC   0x6e616c50         /* "Plan" */
#define PLAN_VERSION 4

/* the kernel's capability state is printed before and after all is given up, and that is the end */
#define PLAN_AUDIT   1u

enum plan_table {
    PLAN_OBJECTS, PLAN_CAPS, PLAN_MAPS, PLAN_IRQS, PLAN_BINDS, PLAN_THREADS, PLAN_NAMES,
    PLAN_TABLE_COUNT
};

struct plan_section { uint32_t offset, count; };    /* PLAN_NAMES: count is bytes */

/* a turn in the schedule of domains: MAX_DOMAINS, MAX_SCHEDULE in layout.h */
struct plan_turn { uint32_t domain, us; };

struct plan_header {
    uint32_t magic, version;
    uint64_t size;                      /* bytes, header included */
    uint32_t crc;                       /* CRC-32 (IEEE) of everything behind this field */
    uint32_t root_cnode_bits;
    uint64_t payload_size;              /* bytes; must equal the boot image's */
    uint32_t slot_end;                  /* one behind the last slot used */
    uint32_t core_count;                /* cores that the threads name */
    uint64_t ram_bytes;                 /* RAM that the objects consume, for messages */
    uint64_t system_name;               /* offset into names */
    uint64_t flags;                     /* PLAN_AUDIT */
    uint64_t turns;                     /* 0: no schedule; it is always domain 0's turn */
    struct plan_turn schedule[MAX_SCHEDULE];
    struct plan_section table[PLAN_TABLE_COUNT];
};

/*
 * `count` equal kernel objects in consecutive slots. UNTYPED_RAM objects stand first, in descending
 * size; then UNTYPED_DEVICE frames in ascending address; then UNTYPED_IMAGE frames in ascending
 * offset, one for each payload page. An untyped object that is kept becomes an ASID pool, in the
 * slot `count` behind its own; such objects stand before the address spaces.
 */
struct plan_object {
    uint8_t  type;                      /* objects.def */
    uint8_t  size_bits;                 /* as in untyped_retype; 0 where the type fixes it */
    uint8_t  kind;                      /* enum untyped_kind */
    uint8_t  keep;                      /* 1: the capability stays when the root task stops */
    uint32_t slot;
    uint64_t address;                   /* of the first. Device: physical; image: offset in the
                                           payload; RAM: 0 */
    uint32_t name;                      /* offset into names, for messages */
    uint32_t count;                     /* at least 1 */
};

/* mint source into slot `index` of the CNode in slot `cnode` (of `cnode_bits` slots, log2) */
struct plan_cap {
    uint32_t source;
    uint32_t cnode;                     /* ROOT_SLOT_CNODE: the root task's own */
    uint32_t index;
    uint8_t  cnode_bits;
    uint8_t  rights;                    /* RIGHT_* */
    uint8_t  keep;                      /* only where cnode is the root task's own */
    uint8_t  reserved;
    uint64_t badge;                     /* 0: none; for a CNode its data word */
};

/* map `count` frames in consecutive slots at consecutive pages, or one page table */
struct plan_map {
    uint32_t vspace;
    uint32_t slot;                      /* the first capability that carries a mapping; kept */
    uint32_t source;                    /* not 0: first copy the capabilities from here to slot */
    uint32_t count;
    uint8_t  is_table;
    uint8_t  rights;                    /* RIGHT_READ | RIGHT_WRITE */
    uint8_t  attributes;                /* ATTR_* */
    uint8_t  page_bits;                 /* frames: log2 of the bytes of each */
    uint32_t reserved;
    uint64_t vaddr;
};

struct plan_irq {
    uint32_t irq;
    uint16_t trigger;                   /* 0 level, 1 edge */
    uint16_t core;                      /* to which it goes */
    uint32_t slot;                      /* where the handler capability goes */
    uint32_t notification;              /* slot of the badged notification to signal */
};

struct plan_bind { uint32_t tcb, notification; };

struct plan_thread {
    uint32_t tcb, sched_context;        /* sched_context 0: passive */
    uint32_t cnode, cnode_bits;
    uint32_t vspace, ipc_frame;         /* ipc_frame: slot carrying the mapping of its buffer */
    uint32_t fault, timeout;            /* slots of badged endpoints, 0: none */
    uint64_t ipc_vaddr;
    uint64_t entry, stack, argument;    /* pc, sp, x0; x1 is ipc_vaddr */
    uint64_t budget, period;            /* microseconds */
    uint64_t badge;                     /* data of the scheduling context: thread number */
    uint8_t  priority, mcp, core, domain;
    uint32_t extra_refills;
    uint32_t flags;                     /* tcb_set_flags */
    uint32_t name;
    uint32_t start;                     /* 1: resume at the end */
    uint32_t reserved;
};
