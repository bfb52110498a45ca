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
    word_t needs;                       /* type, words, capabilities: INVOCATION_NEEDS */
};
#define INVOCATION_NEEDS(type, words, caps) ((type) | (words) << 8 | (caps) << 16)
extern const struct invocation_line invocation_line[];
enum {
    INVOCATION_NONE,
#define INVOCATION(number, id, stub, type, words, caps, results, text) INVOCATION_LINE_##id,
#include "abi/invocations.def"
#undef INVOCATION
    INVOCATION_LABELS                   /* 1 .. are in use; line 0 is nobody's */
};

static inline bool takes_messages(enum cap_type type)
{
    return type == CAP_ENDPOINT || type == CAP_NOTIFICATION || type == CAP_REPLY;
}

/*
 * What is wrong with a message with so many capabilities that must not be carried out.
 * ERR_MESSAGE: nothing, but it is not an invocation.
 */
enum err invocation_refuse(struct invocation *inv, word_t caps) must_check;

static inline must_check enum err invocation_decode(struct invocation *inv, word_t caps)
{
    if (UNLIKELY(inv->label >= INVOCATION_LABELS))
        return invocation_refuse(inv, caps);
    struct invocation_line line = invocation_line[inv->label];
    word_t type = line.needs & 255, words = line.needs >> 8 & 255;
    if (UNLIKELY(cap_type(inv->cap) != type) || UNLIKELY(inv->length < words) ||
        UNLIKELY(caps < line.needs >> 16))
        return invocation_refuse(inv, caps);
    log_at(debug, "%s invokes %s: %lu\n", inv->caller->name, object_ops(cap_type(inv->cap))->name,
           inv->label);
    if (CONFIG_CORES > 1 && type == CAP_TCB)
        smp_claim(cap_pointer(inv->cap));
    return line.invoke(inv);
}

/* The words that come with a message that says so: those in registers only, without a buffer. */
static inline word_t invocation_length(const struct tcb *caller, word_t info)
{
    word_t length = info % MSG_LENGTH_LIMIT;
    if (!UNLIKELY(length > MSG_REGISTERS))
        return length;
    if (!ipc_buffer(caller, RIGHT_READ))
        return MSG_REGISTERS;
    return length <= MSG_MAX_LENGTH ? length : MSG_MAX_LENGTH;
}

/* Carry it out, or say what is wrong with it; `caps` of inv->extra are filled in already. */
static inline must_check enum err invocation_run(struct invocation *inv, word_t caps,
                                                 struct tcb *caller, struct slot *slot, bool call)
{
    word_t info = context_info(&caller->context);
    inv->caller = caller;
    inv->slot = slot;
    inv->cap = slot->cap;
    inv->label = info / MSG_LABEL_FACTOR;
    inv->length = invocation_length(caller, info);
    inv->word = &caller->context.x[2];
    inv->call = call;
    inv->result_count = 0;
    enum err err = invocation_decode(inv, caps);
    check_count(caller, inv->label, err == ERR_ANSWERED ? ERR_NONE : err);
    return err;
}
