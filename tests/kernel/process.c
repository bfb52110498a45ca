/*
 * Processes: every page of this program is copied into frames of their own, so that a process
 * runs the same functions on data of its own at the same addresses.
 */
#include "internal.h"

extern char image_text[], image_rodata[], image_data[], image_end[];

static void copy_page(const struct thread *t, cptr_t frame, uint64_t vaddr)
{
    uint64_t window = COPIES;
    uint64_t *to = map_here(frame, window);
    const uint64_t *from = (const uint64_t *)vaddr;
    for (unsigned i = 0; i < PAGE_SIZE / 8; i++)
        to[i] = from[i];
    OK(kdl_frame_unify_instruction(ipc(), frame, 0, PAGE_SIZE));
    OK(kdl_frame_unmap(ipc(), frame));
    bool execute = vaddr < (uint64_t)image_rodata;
    uint64_t rights = RIGHT_READ | (vaddr >= (uint64_t)image_data ? RIGHT_WRITE : 0);
    OK(map(t->vspace, frame, vaddr, rights, execute));
}

void process_give(struct thread *t, cptr_t cap, uint64_t index, uint64_t rights, uint64_t badge)
{
    OK(kdl_cnode_mint(ipc(), t->cnode, index, PROCESS_CNODE_BITS, cap, 64, rights, badge,
                      ROOT_SLOT_CNODE));
}

void copy_program(const struct thread *t)
{
    uint64_t pages = (uint64_t)(image_end - image_text) / PAGE_SIZE;
    cptr_t frames = new_slots((unsigned)pages);
    OK(retype(arena(), KDL_OBJECT_FRAME_4K, 0, frames, pages));
    for (uint64_t i = 0; i < pages; i++)
        copy_page(t, frames + i, (uint64_t)image_text + i * PAGE_SIZE);
}

struct thread *process_new(void (*run)(uint64_t), uint64_t argument, unsigned priority)
{
    struct thread *t = thread_prepare(run, argument, priority);
    t->report = PROCESS_REPORT;
    t->own = PROCESS_TCB;
    t->ipc = (struct ipc_buffer *)PROCESS_BUFFER;
    t->vspace = new_vspace();
    t->cnode = make_bits(KDL_OBJECT_CNODE, PROCESS_CNODE_BITS);
    OK(map(t->vspace, t->frame, PROCESS_BUFFER, RIGHT_READ | RIGHT_WRITE, false));
    copy_program(t);
    process_give(t, harness.report, PROCESS_REPORT, RIGHT_WRITE, 0);
    process_give(t, t->tcb, PROCESS_TCB, RIGHT_ALL, 0);
    process_give(t, make(KDL_OBJECT_REPLY), PROCESS_REPLY, RIGHT_ALL, 0);
    OK(kdl_tcb_configure(ipc(), t->tcb, CNODE_DATA(0, 64 - PROCESS_CNODE_BITS), 0,
                         PROCESS_BUFFER, t->cnode, t->vspace, t->frame));
    thread_registers(t);
    return t;
}
