/*
 * Faults: turned into messages to a handler, and the handler's answers.
 * Contents and order of the words are those of abi/errors.def.
 */
#include "abi/debug.h"
#include "core/message.h"
#include "ipc.h"
#include "print.h"
#include "sched.h"

/* positions in the order of context_register */
enum { REG_PC, REG_SP, REG_SPSR, REG_X0, REG_LR = REG_X0 + 30 };

/* the registers in an unknown-system-call message and its answer */
static const uint8_t syscall_registers[] = {
    REG_X0, REG_X0 + 1, REG_X0 + 2, REG_X0 + 3, REG_X0 + 4, REG_X0 + 5, REG_X0 + 6, REG_X0 + 7,
    REG_PC, REG_SP, REG_LR, REG_SPSR
};
/* and of a user exception; the same and all others, in the answer to a timeout */
static const uint8_t timeout_registers[] = {
    REG_PC, REG_SP, REG_SPSR,
#define X(n) REG_X0 + (n)
    X(0), X(1), X(2), X(3), X(4), X(5), X(6), X(7), X(8), X(16), X(17), X(18), X(29), X(30), X(9),
    X(10), X(11), X(12), X(13), X(14), X(15), X(19), X(20), X(21), X(22), X(23), X(24), X(25),
    X(26), X(27), X(28)
#undef X
};
#define EXCEPTION_REGISTERS 3u

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define FAULT(number, id, words, text) \
    _Static_assert((words) + FAULT_REGISTERS <= MSG_MAX_FAULT_WORDS, "fault message fits: " #id);
#include "abi/errors.def"
#undef FAULT

static word_t put_registers(struct tcb *t, word_t *words, const uint8_t *registers, word_t count)
{
    if (t == cpu()->current)
        arch_thread_save(t);
    for (word_t i = 0; i < count; i++)
        words[i] = context_register(&t->context, registers[i]);
    return count;
}

static word_t put_cap_fault(struct tcb *t, word_t *words)
{
    const struct lookup_error *why = &t->fault.lookup;
    words[0] = t->context.pc;
    words[1] = t->fault.word[0];
    words[2] = t->fault.word[1];
    words[3] = why->failure;
    words[4] = why->bits_left;
    words[5] = why->detail;
    words[6] = why->detail2;
    return 7;
}

/* The words of abi/errors.def for t->fault; returns their number. */
static word_t put_fault(struct tcb *t, word_t *words)
{
    word_t n;
    switch (t->fault.type) {
    case FAULT_NONE:
        return 0;
    case FAULT_CAP:
        return put_cap_fault(t, words);
    case FAULT_UNKNOWN_SYSCALL:
        n = put_registers(t, words, syscall_registers, LENGTH(syscall_registers));
        words[n] = t->fault.word[0];
        return n + 1;
    case FAULT_USER_EXCEPTION:
        n = put_registers(t, words, timeout_registers, EXCEPTION_REGISTERS);
        words[n] = t->fault.word[0];
        words[n + 1] = t->fault.word[1];
        return n + 2;
    case FAULT_TIMEOUT:
        words[0] = t->fault.word[0];
        words[1] = t->sc ? sc_take_consumed(t->sc) : 0;
        return 2;
    case FAULT_VM:
    case FAULT_DEBUG:
        words[0] = t->context.pc;
        words[1] = t->fault.word[0];
        words[2] = t->fault.word[1];
        words[3] = t->fault.word[2];
        return t->fault.type == FAULT_VM || t->fault.word[0] <= BREAK_INSTRUCTION ? 4 : 2;
    }
    return 0;
}

/*
 * The message that tells of t->fault: words has room for MSG_MAX_FAULT_WORDS. Where the thread's
 * flags say so, all its registers follow, for a handler that may not reach the thread itself.
 */
word_t fault_message(struct tcb *t, word_t *words)
{
    word_t n = put_fault(t, words);

    if (n == 0 || !(t->flags & TCB_FLAG_REGISTERS))
        return n;
    if (t == cpu()->current)
        arch_thread_save(t);
    for (word_t i = 0; i < FAULT_REGISTERS; i++)
        words[n++] = context_register(&t->context, i);
    return n;
}

static void take_registers(struct tcb *t, struct tcb *handler, const uint8_t *registers,
                           word_t count)
{
    word_t length = message_decode(context_info(&handler->context)).length;
    if (!ipc_buffer(handler, RIGHT_READ) && length > MSG_REGISTERS)
        length = MSG_REGISTERS;
    for (word_t i = 0; i < count && i < length; i++)
        context_set_register(&t->context, registers[i], ipc_read_word(handler, i));
}

/* The first word of an answer says after how many instructions to stop again; 0: not any more. */
static void step_again(struct tcb *t, struct tcb *handler)
{
    bool asked = message_decode(context_info(&handler->context)).length > 0;
    arch_single_step(&t->context, asked ? ipc_read_word(handler, 0)
                                        : arch_single_steps(&t->context));
    spaces_forget(t);
}

/*
 * The handler's message answers t's fault. Label 0 lets t go on; answers to an unknown system
 * call, an exception and a timeout may carry new registers. The pc is that of the faulting
 * instruction unless the answer moves it.
 */
bool fault_reply(struct tcb *t, struct tcb *handler)
{
    if (t->fault.type == FAULT_UNKNOWN_SYSCALL)
        take_registers(t, handler, syscall_registers, LENGTH(syscall_registers));
    else if (t->fault.type == FAULT_USER_EXCEPTION)
        take_registers(t, handler, timeout_registers, EXCEPTION_REGISTERS);
    else if (t->fault.type == FAULT_TIMEOUT)
        take_registers(t, handler, timeout_registers, LENGTH(timeout_registers));
    else if (t->fault.type == FAULT_DEBUG && t->fault.word[0] == BREAK_STEP)
        step_again(t, handler);
    return message_decode(context_info(&handler->context)).label == 0;
}

static const char *fault_name(enum fault_type type)
{
    static const char *const names[] = {
#define FAULT(number, id, words, text) [number] = text,
#include "abi/errors.def"
#undef FAULT
    };
    return type < LENGTH(names) && names[type] ? names[type] : "?";
}

/* The part of a fault's description in front of the list of its words. */
static void print_cause(enum fault_type type)
{
    for (const char *p = fault_name(type); *p && *p != ':'; p++)
        print("%c", *p);
}

static void report(const struct tcb *t)
{
    const struct fault *f = &t->fault;
    if (!log_keeps(error) || !print_explains())
        return;
    print("KRN| fault of thread %s: ", t->name[0] ? t->name : "(unnamed)");
    print_cause(f->type);
    print(", address %lx, ip %lx", f->word[0], t->context.pc);
    if (f->type == FAULT_CAP)
        print(", lookup failure %u", (unsigned)f->lookup.failure);
    else if (f->type == FAULT_VM)
        print(", %s, syndrome %lx", f->word[1] ? "fetch" : "data", f->word[2]);
    else if (f->type == FAULT_DEBUG)
        print(", breakpoint %lu at %lx", f->word[2], f->word[1]);
    else if (f->type == FAULT_USER_EXCEPTION)
        print(", syndrome %lx", f->word[1]);
    print("; stopped: no fault handler\n");
}

static bool is_handler(struct cap cap)
{
    return cap_type(cap) == CAP_ENDPOINT && (cap_rights(cap) & RIGHT_WRITE) != 0 &&
           (cap_rights(cap) & (RIGHT_GRANT | RIGHT_GRANT_REPLY)) != 0;
}

/* t->fault is set. The handler may run on t's scheduling context. */
void fault_deliver(struct tcb *t)
{
    struct cap cap = t->slot[TCB_SLOT_FAULT].cap;
    if (is_handler(cap)) {
        endpoint_send(cap_pointer(cap), t, cap_badge(cap), cap_rights(cap), true, false,
                      t->sc != NULL);
    } else {
        report(t);
        t->fault.type = FAULT_NONE;
        thread_set_state(t, THREAD_INACTIVE);
    }
}

/* t->untold becomes t's fault. */
seldom void fault_deliver_untold(struct tcb *t)
{
    t->fault.type = FAULT_USER_EXCEPTION;
    t->fault.word[0] = t->untold.number;
    t->fault.word[1] = t->untold.syndrome;
    t->untold.number = 0;
    fault_deliver(t);
}

bool fault_timeout(struct tcb *t)
{
    struct cap cap = t->slot[TCB_SLOT_TIMEOUT].cap;
    if (!is_handler(cap))
        return false;
    t->fault.type = FAULT_TIMEOUT;
    t->fault.word[0] = t->sc->badge;
    endpoint_send(cap_pointer(cap), t, cap_badge(cap), cap_rights(cap), true, false, false);
    return true;
}
