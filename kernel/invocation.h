/* Decoding of invocations: what syscall.c asks for once it has found the capability. */
#pragma once
#include "check.h"
#include "core/message.h"
#include "ipc.h"
#include "object.h"
#include "print.h"
#include "smp.h"

/* What a label means, from its .def line: who takes it, and what the message must come with. */
struct invocation_line {
    enum err (*invoke)(struct invocation *inv);
    uint8_t type, words, caps;
};
extern const struct invocation_line invocation_line[];
enum {
    INVOCATION_NONE,
#define INVOCATION(number, id, stub, type, words, caps, results, text) INVOCATION_LINE_##id,
#include "abi/invocations.def"
#undef INVOCATION
    INVOCATION_LABELS                   /* 1 .. are in use; line 0 is nobody's */
};

/* What is wrong with a message with so many capabilities that must not be carried out. */
enum err invocation_refuse(struct invocation *inv, word_t caps) must_check;

static inline must_check enum err invocation_decode(struct invocation *inv, word_t caps)
{
    word_t label = inv->label < INVOCATION_LABELS ? inv->label : INVOCATION_NONE;
    const struct invocation_line *line = &invocation_line[label];
    if (line->type != cap_type(inv->cap) || inv->length < line->words || caps < line->caps)
        return invocation_refuse(inv, caps);
    log_at(debug, "%s invokes %s: %lu\n", inv->caller->name, object_ops(cap_type(inv->cap))->name,
           inv->label);
    if (CONFIG_CORES > 1 && line->type == CAP_TCB)
        smp_claim(cap_pointer(inv->cap));
    return line->invoke(inv);
}

/* Carry it out, or say what is wrong with it; `caps` of inv->extra are filled in already. */
static inline must_check enum err invocation_run(struct invocation *inv, word_t caps,
                                                 struct tcb *caller, struct slot *slot, bool call)
{
    struct message_info info = message_decode(context_info(&caller->context));
    if (info.length > MSG_REGISTERS && !ipc_buffer(caller, RIGHT_READ))
        info.length = MSG_REGISTERS;
    inv->caller = caller;
    inv->slot = slot;
    inv->cap = slot->cap;
    inv->label = info.label;
    inv->length = info.length;
    inv->word = &caller->context.x[2];
    inv->call = call;
    inv->result_count = 0;
    enum err err = invocation_decode(inv, caps);
    check_count(caller, inv->label, err == ERR_ANSWERED ? ERR_NONE : err);
    return err;
}
