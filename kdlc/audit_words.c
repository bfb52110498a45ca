/* The words for what is in a place: the same for what is promised and for what is found. */
#include "audit_facts.h"

#include "../kernel/abi/message.h"
#include "words.h"

const void *audit_rows(const struct plan_header *tables, enum plan_table table)
{
    return (const char *)tables + tables->table[table].offset;
}

void audit_promised(struct audit *a, const char *place, const char *what)
{
    *vec_push(&a->promised) = (struct fact){place, what};
}

void audit_found(struct audit *a, const char *place, const char *what)
{
    *vec_push(&a->found) = (struct fact){place, what};
}

const char *audit_frame(const char *name, uint32_t index, const char *where)
{
    return intern_printf("page %u of '%s'%s", index, name, where);
}

const char *audit_frame_cap(const char *name, uint32_t index, unsigned rights, const char *where)
{
    return intern_printf("%s (%s%s)", audit_frame(name, index, where),
                         rights & RIGHT_READ ? "r" : "", rights & RIGHT_WRITE ? "w" : "");
}

const char *audit_port(const struct planned_object *object, const char *name, uint64_t rights,
                       uint64_t badge)
{
    return intern_printf("'%s' (%s), badge %lu", name,
                         object ? rights_text(object, (unsigned)rights) : "?",
                         (unsigned long)badge);
}

const char *audit_irq(uint64_t irq, bool edge, unsigned core, const char *signals,
                      uint64_t badge)
{
    return intern_printf("interrupt %lu (%s) of core %u signals '%s', badge %lu",
                         (unsigned long)irq, edge ? "edge" : "level", core, signals,
                         (unsigned long)badge);
}

const char *audit_cnode(const char *name, unsigned bits, uint64_t guard, unsigned guard_bits)
{
    return intern_printf("'%s' of 2^%u slots, guard %lu of %u bits", name, bits,
                         (unsigned long)guard, guard_bits);
}

const char *audit_untyped_words(unsigned bits)
{
    return intern_printf("2^%u bytes of untyped memory", bits);
}

const char *audit_table(unsigned level, const char *space, uint64_t vaddr)
{
    return intern_printf("page table of level %u of '%s' at 0x%lx", level, space,
                         (unsigned long)vaddr);
}

const char *audit_time(const char *name, uint64_t budget, uint64_t period, uint64_t refills,
                       uint64_t core, uint64_t badge)
{
    return intern_printf("'%s', %lu of %lu us, %lu refills, core %lu, badge %lu", name,
                         (unsigned long)budget, (unsigned long)period, (unsigned long)refills,
                         (unsigned long)core, (unsigned long)badge);
}

static const char *register_name(unsigned index)
{
    static const char *const first[] = {"pc", "sp", "spsr"};

    if (index < 3)
        return first[index];
    return index == AUDIT_REGISTERS - 1 ? "tpidrro" : index == AUDIT_REGISTERS - 2 ? "tpidr"
         : intern_printf("x%u", index - 3);
}

const char *audit_registers(const uint64_t values[AUDIT_REGISTERS])
{
    const char *text = "zero";

    for (unsigned i = 0; i < AUDIT_REGISTERS; i++)
        if (values[i])
            text = intern_printf("%s%s%s 0x%lx", text[0] == 'z' ? "" : text,
                                 text[0] == 'z' ? "" : ", ", register_name(i),
                                 (unsigned long)values[i]);
    return text;
}

const char *audit_page_place(const char *space, uint64_t vaddr)
{
    return intern_printf("%s, page 0x%lx", space, (unsigned long)vaddr);
}
