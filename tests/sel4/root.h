/* What the files of the root task share. */
#pragma once
#include "shared.h"

void check(int condition, const char *what);    /* or it ends here */
void passed(const char *name);

void alloc_init(const seL4_BootInfo *info);
seL4_CPtr slot_new(void);
seL4_CPtr object_new(seL4_Word type, seL4_Word bits);
seL4_CPtr copy_of(seL4_CPtr cap, seL4_CapRights_t rights, seL4_Word badge);
void page_map(seL4_CPtr vspace, seL4_CPtr page, seL4_Word vaddr, seL4_CapRights_t rights,
              seL4_Word attributes);

/* a running process made from an ELF file */
struct process { seL4_CPtr tcb, vspace, cnode, ep, faults, notification, sc; };
void process_start(struct process *p, const char *elf);

void test_process(void);
void test_threads(void);
void test_objects(void);
