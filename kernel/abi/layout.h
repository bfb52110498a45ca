/*
 * Addresses and limits that more than one program of the system must agree on.
 */
#pragma once

#define PAGE_BITS          12
#define PAGE_SIZE          4096
#define LARGE_PAGE_BITS    21
#define HUGE_PAGE_BITS     30
#define SLOT_BITS          5            /* a capability slot is 32 bytes */
#define TCB_BITS           11
#define SCHED_CONTEXT_MIN_BITS 7

#define USER_VADDR_BITS    48           /* user space: 0 .. 2^48-1, page 0 is never mapped */
#define USER_VADDR_END     0x0001000000000000

#define MAX_PRIORITY       255
#define MAX_DOMAINS        8            /* scheduling domains: 0..7 */
#define MAX_SCHEDULE       32           /* entries of the schedule of domains */
#define MIN_TIME_US        20           /* budget, period, turn of a domain: less is no time */
#define MAX_RETYPE         256          /* objects made by one retype */
#define FIRST_USER_IRQ     1            /* below: signals between cores, the kernel's own */
#define MAX_SGI            16           /* below: raised by software, at one core */
#define PRIVATE_IRQS       32           /* below: each core has its own */
#define MAX_IRQ            512
#define ASID_POOL_BITS     9            /* address spaces per pool */

/* root task: linked at this address, everything it is given lies above it */
#define ROOT_VADDR         0x400000

/* address space of a component, planned by kdlc (plan.h carries every address) */
#define COMPONENT_VADDR      0x400000       /* its ELF */
#define COMPONENT_DATA_VADDR 0x8000000      /* first contents of its data, if it can start again */
#define COMPONENT_AREA_VADDR 0x10000000     /* IPC buffers, stacks, dataports, heap */

/* initial capabilities of the root task */
#define ROOT_SLOT_TCB            1
#define ROOT_SLOT_CNODE          2
#define ROOT_SLOT_VSPACE         3
#define ROOT_SLOT_IRQ_CONTROL    4
#define ROOT_SLOT_ASID_CONTROL   5
#define ROOT_SLOT_ASID_POOL      6
#define ROOT_SLOT_BOOTINFO_FRAME 9
#define ROOT_SLOT_IPC_BUFFER     10
#define ROOT_SLOT_DOMAIN         11
#define ROOT_SLOT_SCHED_CONTEXT  14
#define ROOT_SLOT_SMC            15
#define ROOT_SLOT_CONSOLE        16
#define ROOT_SLOT_DEBUG          17         /* empty in release kernels */
#define ROOT_SLOT_SCHED_CONTROL  18         /* one per core, up to 8 */
#define ROOT_SLOT_UNTYPED        32         /* bootinfo lists them, in ascending address order */
#define ROOT_MAX_UNTYPED         160        /* where there are more, the smallest are left out */
#define DEVICE_SPACE_BITS        40         /* devices below that address are among them */
#define ROOT_SLOT_TEMP           192        /* free for the root task's own use */
#define ROOT_SLOT_PLAN           256        /* from here on slots belong to the plan */
