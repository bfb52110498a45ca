/* Decoding of invocations: what syscall.c asks for once it has found the capability. */
#pragma once
#include "check.h"
#include "core/message.h"
#include "ipc.h"
#include "object.h"
#include "print.h"

/* The words and capabilities that each label must come with, from the .def lines. */
struct invocation_shape { uint8_t words, caps; };
extern const struct invocation_shape invocation_shape[];
enum {
    INVOCATION_NONE,
#define INVOCATION(number, id, stub, words, caps, results, text) INVOCATION_LINE_##id,
#include "abi/invocations.def"
#undef INVOCATION
    INVOCATION_LABELS                   /* 1 .. are in use */
};

/* What is wrong with it: no such label, or too few arguments. */
enum err invocation_refuse(struct invocation *inv) must_check;

/*
 * Messages that are too short never reach a decoder, so that decoders may use every argument and
 * capability of their line.
 */
static inline must_check enum err invocation_decode(struct invocation *inv)
{
    const struct object_ops *ops = object_ops(cap_type(inv->cap));
    if (!ops->decode) {
        user_error("invocation %lu of a capability that takes none", inv->label);
        return invalid_capability(inv, 0);
    }
    if (inv->label == 0 || inv->label >= INVOCATION_LABELS)
        return invocation_refuse(inv);
    struct invocation_shape shape = invocation_shape[inv->label];
    if (inv->length < shape.words || (shape.caps && !inv->extra[shape.caps - 1]))
        return invocation_refuse(inv);
    log_at(debug, "%s invokes %s: %lu\n", inv->caller->name, ops->name, inv->label);
    return ops->decode(inv);
}

/* Carry it out, or say what is wrong with it; inv->extra is filled in already. */
static inline must_check enum err invocation_run(struct invocation *inv, struct tcb *caller,
                                                 struct slot *slot, bool call)
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
    inv->reply_sent = false;
    enum err err = invocation_decode(inv);
    check_count(caller, inv->label, err);
    return err;
}
