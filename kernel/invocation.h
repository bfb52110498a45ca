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
    word_t needs;                       /* INVOCATION_NEEDS, and maybe INVOCATION_WHOLE */
};
/* words and capabilities as in an info word, and the type above them */
#define INVOCATION_NEEDS(type, words, caps) ((words) | (caps) << 7 | (word_t)(type) << 9)
#define INVOCATION_WHOLE (1u << 14)     /* it may look at all registers of its own caller */
_Static_assert(MSG_LENGTH_LIMIT == 1 << 7 && MSG_EXTRA_FACTOR == 1 << 7 && MSG_MAX_EXTRA == 3,
               "where words and capabilities stand");
extern const struct invocation_line invocation_line[];
enum {
    INVOCATION_NONE,
#define INVOCATION(number, id, stub, type, words, caps, results, text) INVOCATION_LINE_##id,
#include "abi/invocations.def"
#undef INVOCATION
    INVOCATION_LABELS                   /* 1 .. are in use; line 0 is nobody's */
};

/*
 * Find out whether a message with so many capabilities is what its label asks for, and carry it
 * out. `whole`: all registers of the caller are saved; else it may be ERR_MESSAGE as well.
 */
enum err invocation_decode(struct invocation *inv, word_t caps, bool whole) must_check;

static inline void invocation_begin(struct invocation *inv, struct tcb *caller, struct slot *slot,
                                    word_t info)
{
    inv->caller = caller;
    inv->slot = slot;
    inv->cap = slot->cap;
    inv->label = info / MSG_LABEL_FACTOR;
    inv->length = info % MSG_LENGTH_LIMIT;
    inv->word = &caller->context.x[2];
    inv->call = true;
    inv->result_count = 0;
    log_at(debug, "%s invokes %s: %lu\n", caller->name, object_ops(cap_type(inv->cap))->name,
           inv->label);
}

static inline enum err invocation_counted(const struct invocation *inv, enum err err)
{
    if (CONFIG_DEBUG)
        check_count(inv->caller, inv->label, err == ERR_ANSWERED ? ERR_NONE : err);
    return err;
}

/* invocation_decode with whole = false, for the commonest messages in one comparison */
static inline must_check enum err invocation_run(struct invocation *inv, word_t info, word_t caps)
{
    const struct invocation_line *line = &invocation_line[inv->label];
    word_t has = INVOCATION_NEEDS(cap_type(inv->cap), info % (MSG_EXTRA_FACTOR * 4), 0);
    if (UNLIKELY(inv->label >= INVOCATION_LABELS) || UNLIKELY(has != line->needs))
        return invocation_decode(inv, caps, false);
    return invocation_counted(inv, line->invoke(inv));
}
