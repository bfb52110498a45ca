/*
 * Writing to the kernel's console: for the root task, tests, and components that say so.
 */
#include "arch.h"
#include "object.h"
#include "print.h"
#include "tcb.h"

#define WORD_BYTES sizeof(word_t)
#define WHOLE      256                 /* bytes that nothing is printed between: a line of text */

/*
 * The serial line takes its time for each byte. Preempted, the upper half of the caller's first
 * word says how many have been written.
 */
enum err invoke_console_write(struct invocation *inv)
{
    word_t count = (uint32_t)inv->word[0], done = inv->word[0] >> 32;
    word_t carried = (invocation_length(inv) - 1) * WORD_BYTES;
    if (count > carried || done > count) {
        user_error("%lu bytes announced, %lu to skip, %lu sent", count, done, carried);
        return ERR_TRUNCATED_MESSAGE;
    }
    word_t word = invocation_arg(inv, 1 + done / WORD_BYTES);
    for (word_t i = done; i < count; i++) {
        if (i % WORD_BYTES == 0)
            word = invocation_arg(inv, 1 + i / WORD_BYTES);
        arch_console_putc((char)(word >> i % WORD_BYTES * 8));
        if ((i + 1) % WHOLE == 0 && i + 1 < count && arch_irq_pending()) {
            context_set_word(&inv->caller->context, 0, (i + 1) << 32 | count);
            return ERR_PREEMPTED;
        }
    }
    return ERR_NONE;
}

const struct object_ops console_ops = {.name = "console"};
