/*
 * Threads: their breakpoints and watchpoints, and single stepping (abi/debug.h).
 */
#include "abi/debug.h"
#include "object/tcb.h"
#include "print.h"

/* The breakpoint that word 0 names must exist on this CPU. */
static enum err check_number(struct invocation *inv)
{
    word_t number = inv->word[0];
    bool data = number >= BREAKPOINTS;
    word_t first = data ? BREAKPOINTS : 0, count = arch_breakpoints(data);

    if (number < BREAKPOINTS + WATCHPOINTS && number - first < count)
        return ERR_NONE;
    user_error("there is no breakpoint %lu", number);
    return out_of_range(inv, first, first + count - 1);
}

static enum err check_instruction(struct invocation *inv, const struct breakpoint *b)
{
    if (b->size != 0)
        return invalid_argument(inv, 3);
    if (b->access != BREAK_ON_READ)
        return invalid_argument(inv, 4);
    return b->vaddr % 4 == 0 ? ERR_NONE : ERR_ALIGNMENT;
}

static enum err check_data(struct invocation *inv, const struct breakpoint *b)
{
    if (b->size != 1 && b->size != 2 && b->size != 4 && b->size != 8)
        return invalid_argument(inv, 3);
    if (b->access > BREAK_ON_READ_WRITE)
        return invalid_argument(inv, 4);
    return b->vaddr % b->size == 0 ? ERR_NONE : ERR_ALIGNMENT;
}

enum err invoke_tcb_set_breakpoint(struct invocation *inv)
{
    word_t number = inv->word[0];
    struct breakpoint b = {.vaddr = inv->word[1], .type = inv->word[2],
                           .size = inv->word[3], .access = inv->word[4],
                           .enabled = true};
    enum err err = check_number(inv);
    if (err != ERR_NONE)
        return err;
    if (b.vaddr >= USER_VADDR_END)
        return invalid_argument(inv, 1);
    if (b.type != (number < BREAKPOINTS ? BREAK_INSTRUCTION : BREAK_DATA)) {
        user_error("breakpoint %lu is for %s", number,
                   number < BREAKPOINTS ? "instructions" : "data");
        return invalid_argument(inv, 2);
    }
    err = b.type == BREAK_INSTRUCTION ? check_instruction(inv, &b) : check_data(inv, &b);
    if (err != ERR_NONE)
        return err;
    arch_breakpoint_set(&tcb_of(inv)->context, number, &b);
    spaces_forget(tcb_of(inv));
    return ERR_NONE;
}

enum err invoke_tcb_get_breakpoint(struct invocation *inv)
{
    enum err err = check_number(inv);
    if (err != ERR_NONE)
        return err;
    struct breakpoint b = arch_breakpoint_get(&tcb_of(inv)->context, inv->word[0]);
    const word_t result[] = {b.vaddr, b.type, b.size, b.access, b.enabled};
    inv->result_count = sizeof result / sizeof result[0];
    __builtin_memcpy(inv->result, result, sizeof result);
    return ERR_NONE;
}

enum err invoke_tcb_unset_breakpoint(struct invocation *inv)
{
    static const struct breakpoint none;
    enum err err = check_number(inv);
    if (err != ERR_NONE)
        return err;
    arch_breakpoint_set(&tcb_of(inv)->context, inv->word[0], &none);
    spaces_forget(tcb_of(inv));
    return ERR_NONE;
}

/* Takes no breakpoint here; the number is looked at for the sake of CPUs where it does. */
enum err invoke_tcb_configure_single_stepping(struct invocation *inv)
{
    enum err err = check_number(inv);
    if (err != ERR_NONE)
        return err;
    arch_single_step(&tcb_of(inv)->context, inv->word[1]);
    spaces_forget(tcb_of(inv));
    inv->result[0] = false;
    inv->result_count = 1;
    return ERR_NONE;
}
