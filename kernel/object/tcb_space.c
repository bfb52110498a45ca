/*
 * Threads: the capabilities that they hold themselves. Spaces, IPC buffer, fault handlers.
 */
#include "derive.h"
#include "object/tcb.h"
#include "print.h"
#include "vspace.h"

/* both spaces, and where to find what */
struct spaces { struct installation cspace, vspace; };

/* What a copy of an extra capability is, with data (guard) applied where it is not 0. */
static enum err decode_copy(struct invocation *inv, word_t number, word_t data,
                            struct installation *in)
{
    struct slot *from = inv->extra[number - 1];
    struct cap cap = data ? derive_update(from->cap, data, false) : from->cap;
    in->from = from;
    in->source = from->cap;
    return derive_copy(from, cap, &in->cap);
}

/* Deleting the old root must be short: its last capability may not be in the thread's slot. */
static bool is_long_deletion(const struct slot *slot)
{
    switch (cap_type(slot->cap)) {
    case CAP_ZOMBIE:
        return true;
    case CAP_CNODE:
    case CAP_TCB:
        return derive_is_final(slot);
    default:
        return false;
    }
}

/* seL4 does not say which capability of a thread's spaces it is. */
static enum err refuse_plainly(struct invocation *inv)
{
    inv->result_count = 0;
    return ERR_ILLEGAL_OPERATION;
}

static enum err decode_spaces(struct invocation *inv, word_t first, word_t cspace_data,
                              word_t vspace_data, struct spaces *spaces)
{
    struct tcb *t = tcb_of(inv);
    void *root;
    if (is_long_deletion(&t->slot[TCB_SLOT_CSPACE]) ||
        is_long_deletion(&t->slot[TCB_SLOT_VSPACE])) {
        user_error("a space of the thread hangs on the thread alone");
        return ERR_ILLEGAL_OPERATION;
    }
    if (cap_type(inv->extra[first - 1]->cap) != CAP_CNODE) {
        user_error("the root of the CSpace is not a CNode");
        return ERR_ILLEGAL_OPERATION;
    }
    enum err err = vspace_get(inv, inv->extra[first]->cap, first + 1, &root);
    if (err == ERR_INVALID_CAPABILITY)
        return refuse_plainly(inv);
    if (err == ERR_NONE)
        err = decode_copy(inv, first, cspace_data, &spaces->cspace);
    if (err == ERR_NONE)
        err = decode_copy(inv, first + 1, vspace_data, &spaces->vspace);
    if (err == ERR_NONE && cap_is_null(spaces->cspace.cap)) {
        user_error("the guard and the bits of the CNode are more than an index has");
        return ERR_ILLEGAL_OPERATION;
    }
    return err;
}

static bool same_cap(struct cap a, struct cap b)
{
    return a.w[0] == b.w[0] && a.w[1] == b.w[1];
}

/*
 * What is deleted can take the source, or the invoked capability, away with it: then the slot
 * stays empty.
 */
enum err tcb_install(const struct invocation *inv, enum tcb_slot which,
                     const struct installation *in)
{
    struct slot *slot = &tcb_of(inv)->slot[which];
    spaces_forget(tcb_of(inv));
    enum err err = slot_clear(slot);
    if (err != ERR_NONE || !in->from || cap_is_null(in->cap))
        return err;
    if (same_cap(in->from->cap, in->source) && same_cap(inv->slot->cap, inv->cap))
        derive_insert(in->cap, in->from, slot);
    return ERR_NONE;
}

static enum err do_set_spaces(struct invocation *inv, const struct spaces *spaces)
{
    enum err err = tcb_install(inv, TCB_SLOT_CSPACE, &spaces->cspace);
    if (err == ERR_NONE)
        err = tcb_install(inv, TCB_SLOT_VSPACE, &spaces->vspace);
    if (err == ERR_NONE && tcb_of(inv) == cpu()->current)
        arch_thread_install(tcb_of(inv));
    return err;
}

/* Address 0 takes the buffer away; else it must lie aligned in a page of RAM. */
static enum err decode_buffer(struct invocation *inv, word_t number, vaddr_t buffer,
                              struct installation *in)
{
    *in = (struct installation){.from = NULL};
    if (buffer == 0)
        return ERR_NONE;
    struct cap frame = inv->extra[number - 1]->cap;
    if (cap_type(frame) != CAP_FRAME || cap_frame_device(frame)) {
        user_error("an IPC buffer must be in a frame of RAM");
        return ERR_ILLEGAL_OPERATION;
    }
    if (buffer % IPC_BUFFER_ALIGN != 0) {
        user_error("IPC buffer %lx is not aligned to %u bytes", buffer, IPC_BUFFER_ALIGN);
        return ERR_ALIGNMENT;
    }
    return decode_copy(inv, number, 0, in);
}

static enum err do_set_buffer(struct invocation *inv, vaddr_t buffer,
                              const struct installation *in)
{
    struct tcb *t = tcb_of(inv);
    enum err err = tcb_install(inv, TCB_SLOT_BUFFER, in);
    struct cap frame = t->slot[TCB_SLOT_BUFFER].cap;
    if (err == ERR_NONE && cap_type(frame) == CAP_FRAME)
        t->buffer = arch_ram_pointer(cap_paddr(frame) + (buffer & (cap_frame_bytes(frame) - 1)));
    return err;
}

enum err invoke_tcb_set_ipc_buffer(struct invocation *inv)
{
    vaddr_t buffer = inv->word[0];
    struct installation in;
    enum err err = decode_buffer(inv, 1, buffer, &in);
    return err == ERR_NONE ? do_set_buffer(inv, buffer, &in) : err;
}

enum err invoke_tcb_configure(struct invocation *inv)
{
    vaddr_t buffer = inv->word[2];
    struct spaces spaces;
    struct installation frame;
    enum err err = decode_buffer(inv, 3, buffer, &frame);
    if (err == ERR_NONE)
        err = decode_spaces(inv, 1, inv->word[0], inv->word[1], &spaces);
    if (err == ERR_NONE)
        err = do_set_spaces(inv, &spaces);
    return err == ERR_NONE ? do_set_buffer(inv, buffer, &frame) : err;
}

enum err tcb_decode_handler(struct invocation *inv, word_t number, struct installation *in)
{
    struct cap cap = inv->extra[number - 1]->cap;
    word_t rights = cap_rights(cap);
    bool usable = cap_type(cap) == CAP_ENDPOINT && (rights & RIGHT_WRITE) &&
                  (rights & (RIGHT_GRANT | RIGHT_GRANT_REPLY));
    if (!usable && !cap_is_null(cap)) {
        user_error("a fault handler must be an endpoint that may be sent to and reply");
        return invalid_capability(inv, number);
    }
    return decode_copy(inv, number, 0, in);
}

enum err invoke_tcb_set_space(struct invocation *inv)
{
    struct installation handler;
    struct spaces spaces;
    enum err err = tcb_decode_handler(inv, 1, &handler);
    if (err == ERR_NONE)
        err = decode_spaces(inv, 2, inv->word[0], inv->word[1], &spaces);
    if (err == ERR_NONE)
        err = tcb_install(inv, TCB_SLOT_FAULT, &handler);
    return err == ERR_NONE ? do_set_spaces(inv, &spaces) : err;
}
