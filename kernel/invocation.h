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
    uint32_t info;                      /* of a message with just that */
    uint32_t type;                      /* INVOCATION_TYPE, and maybe INVOCATION_WHOLE */
    enum err (*invoke)(struct invocation *inv);
};
#define INVOCATION_TYPE(type) ((uint32_t)(type) << 27)  /* nothing of a word is above its type so */
#define INVOCATION_WHOLE 1u             /* it may look at all registers of its own caller */
#define INVOCATION_LINES 128u           /* a power of two: any label leads to one of them */
extern const struct invocation_line invocation_line[INVOCATION_LINES];
enum {
    INVOCATION_NONE,
#define INVOCATION(number, id, stub, type, words, caps, results, text) INVOCATION_LINE_##id,
#include "abi/invocations.def"
#undef INVOCATION
    INVOCATION_LABELS                   /* 1 .. are in use; other lines are nobody's */
};
_Static_assert(INVOCATION_LABELS <= INVOCATION_LINES, "each label has its line");

/*
 * Find out whether a message with so many capabilities is what its label asks for, and carry it
 * out. `whole`: all registers of the caller are saved; else it may be ERR_MESSAGE as well.
 */
enum err invocation_decode(struct invocation *inv, word_t caps, bool whole) must_check;

static inline void invocation_begin(struct invocation *inv, struct tcb *caller, struct slot *slot,
                                    struct cap cap, word_t info)
{
    inv->slot = slot;
    inv->info = info;
    inv->caller = caller;
    inv->result_count = 0;
    inv->cap = cap;
    inv->word = &caller->context.x[2];
    inv->silent = 0;
    log_at(debug, "%s invokes %s: %lu\n", caller->name, object_ops(cap_type(inv->cap))->name,
           invocation_label(inv));
}

/* in debug kernels: each is counted where it is over */
static inline enum err invocation_counted(const struct invocation *inv, enum err err)
{
    if (CONFIG_DEBUG)
        check_count(inv->caller, invocation_label(inv), err == ERR_ANSWERED ? ERR_NONE : err);
    return err;
}

/*
 * invocation_decode with whole = false, for the commonest messages in two comparisons. info and
 * cap are those of inv.
 */
static inline must_check enum err invocation_run(struct invocation *inv, word_t info,
                                                 struct cap cap)
{
    const struct invocation_line *line =
        &invocation_line[info / MSG_LABEL_FACTOR % INVOCATION_LINES];
    in_register(line);
    bool same = (line->type == INVOCATION_TYPE(cap.w[0])) & (line->info == info);
    if (UNLIKELY(!same))
        return invocation_decode(inv, info / MSG_EXTRA_FACTOR % (MSG_MAX_EXTRA + 1), false);
    return line->invoke(inv);
}
