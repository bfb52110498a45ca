/*
 * Crowds: very many threads, each blocked in one system call. They have no stack, no IPC buffer
 * and no time of their own: one scheduling context goes from one to the next until all wait.
 */
#include "internal.h"

#define FIRST_PRIORITY 110u

cptr_t make_many(enum kdl_object type, unsigned count)
{
    cptr_t first = new_slots(count);
    for (unsigned done = 0; done < count; done += MAX_RETYPE) {
        unsigned batch = count - done < MAX_RETYPE ? count - done : MAX_RETYPE;
        OK(retype(arena(), type, 0, first + done, batch));
    }
    return first;
}

static void block_one(cptr_t tcb, cptr_t sc, void (*entry)(void), cptr_t cap, uint64_t priority)
{
    const uint64_t registers[] = {[REG_PC] = (uint64_t)entry, [REG_X(0)] = cap, [REG_X(1)] = 0};
    OK(kdl_tcb_configure(ipc(), tcb, 0, 0, 0, ROOT_SLOT_CNODE, ROOT_SLOT_VSPACE, 0));
    OK(kdl_tcb_set_sched_params(ipc(), tcb, 0, priority, ROOT_SLOT_TCB, sc, 0));
    OK(kdl_tcb_set_registers(ipc(), tcb, true, registers, LENGTH(registers)));
    OK(kdl_sched_context_unbind(ipc(), sc));
}

cptr_t crowd(unsigned count, void (*entry)(void), const cptr_t *caps, unsigned different,
             unsigned priorities)
{
    cptr_t sc = new_context(5000, 5000), first = make_many(KDL_OBJECT_TCB, count);
    set_own_priority(FIRST_PRIORITY - 1);       /* each runs as soon as it can */
    for (unsigned i = 0; i < count; i++)
        block_one(first + i, sc, entry, caps[i % different], FIRST_PRIORITY + i % priorities);
    return first;
}
