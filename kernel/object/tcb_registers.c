/*
 * Threads: reading and writing their registers and flags.
 */
#include "object/tcb.h"
#include "print.h"
#include "smp.h"

#define FLAG_SUSPEND  1u        /* copy: of the source */
#define FLAG_RESUME   2u        /* copy: of the target */
#define FLAG_FRAME    4u
#define FLAG_INTEGER  8u

#define REGISTER_X(n) (CONTEXT_REGISTER_X0 + (n))

/* Those that a function call or exception may change: pc sp spsr x0..x8 x16..x18 x29 x30. */
static bool is_frame_register(word_t index)
{
    return index < CONTEXT_REGISTER_X0 + 9u ||
           (index >= REGISTER_X(16u) && index <= REGISTER_X(18u)) ||
           index == REGISTER_X(29u) || index == REGISTER_X(30u);
}

static bool is_integer_register(word_t index)
{
    return index <= REGISTER_X(30u) && !is_frame_register(index);
}

/* The pc of a thread that waits in a system call is that of the SVC. */
static word_t get_register(const struct tcb *t, word_t index)
{
    struct arch_context copy;
    if (index != CONTEXT_REGISTER_PC || !t->in_syscall)
        return context_register(&t->context, index);
    copy.pc = t->context.pc;
    context_rewind(&copy);
    return copy.pc;
}

/* A pc that is written is where the thread goes on, whatever it waits for. */
static void put_register(struct tcb *t, word_t index, word_t value)
{
    context_set_register(&t->context, index, value);
    if (index == CONTEXT_REGISTER_PC)
        t->in_syscall = false;
}

enum err invoke_tcb_read_registers(struct invocation *inv)
{
    struct tcb *t = tcb_of(inv);
    word_t suspend = inv->word[0] & 1, count = inv->word[1];
    if (t == inv->caller) {
        user_error("a thread cannot read its own registers");
        return ERR_ILLEGAL_OPERATION;
    }
    if (count < 1 || count > CONTEXT_REGISTERS)
        return out_of_range(inv, 1, CONTEXT_REGISTERS);
    if (suspend)
        thread_suspend(t);
    for (word_t i = 0; i < count; i++)
        inv->result[i] = get_register(t, i);
    inv->result_count = count;
    return ERR_NONE;
}

enum err invoke_tcb_write_registers(struct invocation *inv)
{
    struct tcb *t = tcb_of(inv);
    word_t resume = inv->word[0] & 1, count = inv->word[1];
    if (t == inv->caller) {
        user_error("a thread cannot write its own registers");
        return ERR_ILLEGAL_OPERATION;
    }
    if (count > CONTEXT_REGISTERS)
        return out_of_range(inv, 0, CONTEXT_REGISTERS);
    if (invocation_length(inv) - 2 < count) {
        user_error("%lu registers announced, %lu words sent", count,
                   invocation_length(inv) - 2);
        return ERR_TRUNCATED_MESSAGE;
    }
    for (word_t i = 0; i < count; i++)
        put_register(t, i, invocation_arg(inv, 2 + i));
    if (resume)
        thread_restart(t);
    return ERR_NONE;
}

enum err invoke_tcb_copy_registers(struct invocation *inv)
{
    struct tcb *t = tcb_of(inv);
    word_t flags = inv->word[0];
    struct cap source = inv->extra[0]->cap;
    if (cap_type(source) != CAP_TCB)
        return invalid_capability(inv, 1);
    if (t == inv->caller) {
        user_error("a thread cannot overwrite its own registers");
        return ERR_ILLEGAL_OPERATION;
    }
    struct tcb *from = cap_pointer(source);
    smp_claim(from);
    if (from == inv->caller)
        arch_thread_save(from);
    if (flags & FLAG_SUSPEND)
        thread_suspend(from);
    for (word_t i = 0; i < CONTEXT_REGISTERS; i++) {
        if (((flags & FLAG_FRAME) && is_frame_register(i)) ||
            ((flags & FLAG_INTEGER) && is_integer_register(i)))
            put_register(t, i, get_register(from, i));
    }
    if (flags & FLAG_RESUME)
        thread_restart(t);
    return ERR_NONE;
}

enum err invoke_tcb_set_tls_base(struct invocation *inv)
{
    struct tcb *t = tcb_of(inv);
    if (t == inv->caller)
        arch_thread_save(t);
    t->context.tpidr = inv->word[0];
    if (t == inv->caller)
        arch_thread_load(t);
    return ERR_NONE;
}

enum err invoke_tcb_set_flags(struct invocation *inv)
{
    struct tcb *t = tcb_of(inv);
    const word_t all = TCB_FLAG_NO_FPU | TCB_FLAG_TIMER | TCB_FLAG_REGISTERS;
    word_t clear = inv->word[0], set = inv->word[1] & all;
    t->flags = (uint16_t)((t->flags & ~clear) | set);
    if (t->flags & TCB_FLAG_NO_FPU)
        arch_fpu_release(t);
    spaces_forget(t);
    if (t == cpu()->current)
        arch_thread_install(t);
    inv->result[0] = t->flags;
    inv->result_count = 1;
    return ERR_NONE;
}
