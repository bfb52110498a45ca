/*
 * What all decoders share: arguments in, errors with their details out.
 */
#include "invocation.h"
#include "ipc.h"
#include "print.h"

void invocation_init(struct invocation *inv, struct tcb *caller, struct slot *slot, bool call)
{
    struct message_info info = message_decode(context_info(&caller->context));
    inv->caller = caller;
    inv->slot = slot;
    inv->cap = slot->cap;
    inv->label = info.label;
    inv->length = info.length;
    if (inv->length > MSG_REGISTERS && !ipc_buffer(caller, RIGHT_READ))
        inv->length = MSG_REGISTERS;
    inv->call = call;
    inv->extra_count = 0;
    while (inv->extra_count < MSG_MAX_EXTRA && inv->extra[inv->extra_count])
        inv->extra_count++;
    inv->result_count = 0;
    inv->reply_sent = false;
}

word_t invocation_arg(const struct invocation *inv, word_t index)
{
    return index < inv->length ? ipc_read_word(inv->caller, index) : 0;
}

/* The words and capabilities that each label must come with, from the .def lines. */
#define COUNT_(none, a, b, c, d, e, f, g, h, n, ...) n
#define COUNT(...) COUNT_(none __VA_OPT__(,) __VA_ARGS__, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0)

static const struct { uint8_t words, caps; } shape[] = {
#define INVOCATION(number, id, stub, words, caps, results, text) \
    [number] = {COUNT words, COUNT caps},
#include "abi/invocations.def"
#undef INVOCATION
};

/*
 * Messages that are too short never reach a decoder, so that decoders may use every argument
 * and capability of their line.
 */
enum err invocation_decode(struct invocation *inv)
{
    const struct object_ops *ops = object_ops(cap_type(inv->cap));
    if (!ops || !ops->decode) {
        user_error("invocation %lu of a capability that takes none", inv->label);
        return invalid_capability(inv, 0);
    }
    if (inv->label == 0 || inv->label >= sizeof(shape) / sizeof(shape[0])) {
        user_error("there is no invocation %lu", inv->label);
        return ERR_ILLEGAL_OPERATION;
    }
    if (inv->length < shape[inv->label].words || inv->extra_count < shape[inv->label].caps) {
        user_error("invocation %lu: %lu words, %lu capabilities are too few", inv->label,
                   inv->length, inv->extra_count);
        return ERR_TRUNCATED_MESSAGE;
    }
    return ops->decode(inv);
}

enum err invalid_argument(struct invocation *inv, word_t number)
{
    user_error("invocation %lu: argument %lu", inv->label, number);
    inv->result[0] = number;
    inv->result_count = 1;
    return ERR_INVALID_ARGUMENT;
}

enum err invalid_capability(struct invocation *inv, word_t number)
{
    user_error("invocation %lu: capability %lu is of the wrong type or state", inv->label,
               number);
    inv->result[0] = number;
    inv->result_count = 1;
    return ERR_INVALID_CAPABILITY;
}

enum err out_of_range(struct invocation *inv, word_t min, word_t max)
{
    user_error("invocation %lu: an argument is not in %lu .. %lu", inv->label, min, max);
    inv->result[0] = min;
    inv->result[1] = max;
    inv->result_count = 2;
    return ERR_RANGE;
}

enum err failed_lookup(struct invocation *inv, bool source, const struct lookup_error *why)
{
    user_error("invocation %lu: %s slot: lookup failure %u", inv->label,
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
    user_error("invocation %lu: only %lu bytes are left", inv->label, bytes_left);
    inv->result[0] = bytes_left;
    inv->result_count = 1;
    return ERR_NOT_ENOUGH_MEMORY;
}
