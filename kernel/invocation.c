/*
 * What all decoders share: the way to them, arguments in, errors with their details out.
 */
#include "invocation.h"
#include "ipc.h"
#include "print.h"

word_t invocation_arg(const struct invocation *inv, word_t index)
{
    return index < invocation_length(inv) ? ipc_read_word(inv->caller, index) : 0;
}

#define COUNT_(none, a, b, c, d, e, f, g, h, n, ...) n
#define COUNT(...) COUNT_(none __VA_OPT__(,) __VA_ARGS__, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0)

/* Nobody has a debug capability in a release kernel: those functions are not in it. */
const struct invocation_line invocation_line[INVOCATION_LINES] = {
    [INVOCATION_NONE] = {0, INVOCATION_TYPE(CAP_COUNT), NULL},
#define IS_IN(type) (CONFIG_DEBUG || CAP_##type != CAP_DEBUG)
#define IS_WHOLE(id, type)                                                                   \
    (CAP_##type == CAP_DEBUG || (CAP_##type == CAP_TCB && INV_##id != INV_TCB_SET_PRIORITY && \
                                 INV_##id != INV_TCB_SUSPEND && INV_##id != INV_TCB_RESUME))
#define INVOCATION(number, id, stub, type, words, caps, results, text)                       \
    [number] = {number * MSG_LABEL_FACTOR | COUNT caps * MSG_EXTRA_FACTOR | COUNT words,     \
                INVOCATION_TYPE(IS_IN(type) ? CAP_##type : CAP_COUNT) |                      \
                    (IS_WHOLE(id, type) ? INVOCATION_WHOLE : 0),                             \
                IS_IN(type) ? invoke_##stub : NULL},
#include "abi/invocations.def"
#undef INVOCATION
};

static word_t words_of(struct invocation_line line) { return line.info % MSG_LENGTH_LIMIT; }
static word_t caps_of(struct invocation_line line)
{
    return line.info / MSG_EXTRA_FACTOR % (MSG_MAX_EXTRA + 1);
}

static bool takes_messages(enum cap_type type)
{
    return type == CAP_ENDPOINT || type == CAP_NOTIFICATION || type == CAP_REPLY;
}

/* Is there anything that can be invoked on capabilities of this type? */
static bool takes_invocations(enum cap_type type)
{
#define INVOCATION(number, id, stub, type, words, caps, results, text) | 1u << CAP_##type
    const word_t types = 0
#include "abi/invocations.def"
        ;
#undef INVOCATION
    return types >> type & 1;
}

/* Of a capability that takes no invocations. */
static enum err decode_other(struct invocation *inv)
{
    if (takes_messages(cap_type(inv->cap)))
        return ERR_MESSAGE;
    if (cap_type(inv->cap) == CAP_SGI_SIGNAL)
        return sgi_signal_send(inv);
    user_error("invocation %lu of a capability that takes none", invocation_label(inv));
    return invalid_capability(inv, 0);
}

/* What is wrong with a message with so many capabilities that must not be carried out. */
static enum err refuse(struct invocation *inv, word_t caps)
{
    word_t label = invocation_label(inv);
    if (label == INVOCATION_NONE || label >= INVOCATION_LABELS) {
        user_error("there is no invocation %lu", label);
        return ERR_ILLEGAL_OPERATION;
    }
    struct invocation_line line = invocation_line[label];
    if (invocation_length(inv) < words_of(line) || caps < caps_of(line)) {
        user_error("invocation %lu: %lu words and %lu capabilities belong to it", label,
                   words_of(line), caps_of(line));
        return ERR_TRUNCATED_MESSAGE;
    }
    user_error("a %s has no invocation %lu", object_ops(cap_type(inv->cap))->name, label);
    return ERR_ILLEGAL_OPERATION;
}

/* The words that come with a message that says so: those in registers only, without a buffer. */
static word_t length_with_buffer(const struct tcb *caller, word_t length)
{
    if (length <= MSG_REGISTERS)
        return length;
    if (!ipc_buffer(caller, RIGHT_READ))
        return MSG_REGISTERS;
    return length <= MSG_MAX_LENGTH ? length : MSG_MAX_LENGTH;
}

seldom enum err invocation_decode(struct invocation *inv, word_t caps, bool whole)
{
    if (!takes_invocations(cap_type(inv->cap)))
        return decode_other(inv);
    word_t length = length_with_buffer(inv->caller, invocation_length(inv));
    inv->info = inv->info / MSG_LENGTH_LIMIT * MSG_LENGTH_LIMIT | length;
    if (invocation_label(inv) >= INVOCATION_LABELS)
        return refuse(inv, caps);
    struct invocation_line line = invocation_line[invocation_label(inv)];
    enum cap_type type = (enum cap_type)(line.type / INVOCATION_TYPE(1));
    if (cap_type(inv->cap) != type || length < words_of(line) || caps < caps_of(line))
        return refuse(inv, caps);
    if (!whole && line.type & INVOCATION_WHOLE)
        return ERR_MESSAGE;
    if (CONFIG_CORES > 1 && type == CAP_TCB)
        smp_claim(cap_pointer(inv->cap));
    return line.invoke(inv);
}

enum err invalid_argument(struct invocation *inv, word_t number)
{
    user_error("invocation %lu: argument %lu", invocation_label(inv), number);
    inv->result[0] = number;
    inv->result_count = 1;
    return ERR_INVALID_ARGUMENT;
}

enum err invalid_capability(struct invocation *inv, word_t number)
{
    user_error("invocation %lu: capability %lu is of the wrong type or state",
               invocation_label(inv), number);
    inv->result[0] = number;
    inv->result_count = 1;
    return ERR_INVALID_CAPABILITY;
}

enum err out_of_range(struct invocation *inv, word_t min, word_t max)
{
    user_error("invocation %lu: an argument is not in %lu .. %lu", invocation_label(inv), min,
               max);
    inv->result[0] = min;
    inv->result[1] = max;
    inv->result_count = 2;
    return ERR_RANGE;
}

enum err failed_lookup(struct invocation *inv, bool source, const struct lookup_error *why)
{
    user_error("invocation %lu: %s slot: lookup failure %u", invocation_label(inv),
               source ? "source" : "destination", (unsigned)why->failure);
    inv->result[0] = source;
    inv->result[1] = why->failure;
    inv->result[2] = why->bits_left;
    inv->result[3] = why->detail;
    inv->result[4] = why->detail2;
    inv->result_count = 5;
    return ERR_FAILED_LOOKUP;
}

enum err not_enough_memory(struct invocation *inv, word_t bytes_left)
{
    user_error("invocation %lu: only %lu bytes are left", invocation_label(inv), bytes_left);
    inv->result[0] = bytes_left;
    inv->result_count = 1;
    return ERR_NOT_ENOUGH_MEMORY;
}
