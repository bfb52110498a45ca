/* A thread's registers as user space names them. */
#include "context.h"

#include "cpu.h"

enum { REGISTER_PC = CONTEXT_REGISTER_PC, REGISTER_SP, REGISTER_SPSR,
       REGISTER_X0 = CONTEXT_REGISTER_X0, REGISTER_TPIDR = REGISTER_X0 + 31,
       REGISTER_TPIDRRO };
_Static_assert(REGISTER_TPIDRRO + 1 == CONTEXT_REGISTERS, "read_registers shows them all");

static const word_t *register_of(const struct arch_context *c, word_t index)
{
    switch (index) {
    case REGISTER_PC:
        return &c->pc;
    case REGISTER_SP:
        return &c->sp;
    case REGISTER_SPSR:
        return &c->spsr;
    case REGISTER_TPIDR:
        return &c->tpidr;
    case REGISTER_TPIDRRO:
        return &c->tpidrro;
    default:
        return &c->x[index - REGISTER_X0];
    }
}

word_t context_register(const struct arch_context *c, word_t index)
{
    return index < CONTEXT_REGISTERS ? *register_of(c, index) : 0;
}

void context_set_register(struct arch_context *c, word_t index, word_t value)
{
    if (index >= CONTEXT_REGISTERS)
        return;
    if (index == REGISTER_SPSR)
        value = (value & SPSR_USER_FLAGS) | SPSR_USER | (c->spsr & SPSR_STEP);
    *(word_t *)register_of(c, index) = value;
}

void context_init(struct arch_context *c)
{
    c->spsr = SPSR_USER;
}
