/*
 * Writing to the kernel's console: for the root task, tests, and components that say so.
 */
#include "arch.h"
#include "object.h"
#include "print.h"

#define WORD_BYTES sizeof(word_t)

static enum err console_decode(struct invocation *inv)
{
    if (inv->label != INV_CONSOLE_WRITE) {
        user_error("console has no invocation %lu", inv->label);
        return ERR_ILLEGAL_OPERATION;
    }
    word_t count = invocation_arg(inv, 0), carried = (inv->length - 1) * WORD_BYTES;
    if (count > carried) {
        user_error("%lu bytes announced, %lu sent", count, carried);
        return ERR_TRUNCATED_MESSAGE;
    }
    word_t word = 0;
    for (word_t i = 0; i < count; i++) {
        if (i % WORD_BYTES == 0)
            word = invocation_arg(inv, 1 + i / WORD_BYTES);
        arch_console_putc((char)(word >> i % WORD_BYTES * 8));
    }
    return ERR_NONE;
}

const struct object_ops console_ops = {
    .name = "console",
    .decode = console_decode,
};
