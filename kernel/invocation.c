/*
 * What all decoders share: the way to them, arguments in, errors with their details out.
 */
#include "invocation.h"
#include "ipc.h"
#include "print.h"

word_t invocation_arg(const struct invocation *inv, word_t index)
{
    return index < inv->length ? ipc_read_word(inv->caller, index) : 0;
}

#define COUNT_(none, a, b, c, d, e, f, g, h, n, ...) n
#define COUNT(...) COUNT_(none __VA_OPT__(,) __VA_ARGS__, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0)

const struct invocation_shape invocation_shape[] = {
#define INVOCATION(number, id, stub, words, caps, results, text) \
    [number] = {COUNT words, COUNT caps},
#include "abi/invocations.def"
#undef INVOCATION
};
_Static_assert(sizeof(invocation_shape) / sizeof(invocation_shape[0]) == INVOCATION_LABELS,
               "no number is left out");

enum err invocation_refuse(struct invocation *inv)
{
    if (inv->label == 0 || inv->label >= INVOCATION_LABELS) {
        user_error("there is no invocation %lu", inv->label);
        return ERR_ILLEGAL_OPERATION;
    }
    user_error("invocation %lu: %u words and %u capabilities belong to it", inv->label,
               invocation_shape[inv->label].words, invocation_shape[inv->label].caps);
    return ERR_TRUNCATED_MESSAGE;
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
