/*
 * What an exception means: faults of threads go to the generic kernel, those of the kernel
 * itself are panics.
 */
#include "../../panic.h"
#include "../../print.h"
#include "../../syscall.h"
#include "cpu.h"

_Static_assert(SVC_CALL == SYS_CALL && SVC_REPLY_RECV == SYS_REPLY_RECV && SVC_SEND == SYS_SEND &&
               SVC_WAIT == SYS_WAIT && SVC_NB_WAIT == SYS_NB_WAIT && SVC_YIELD == SYS_YIELD,
               "used by vectors.S");
_Static_assert(ENTRY_LEFT_ALL == LEFT_ALL, "used by vectors.S");
_Static_assert(PAGE_FAULT_INFO == FAULT_VM * MSG_LABEL_FACTOR + 4, "used by vectors.S");

#define CLASS_DATA_EL1 (CLASS_DATA + 1)

static word_t class_of(word_t esr) { return esr >> 26 & 63; }

struct tcb *aarch64_sync(word_t esr)
{
    switch (class_of(esr)) {
    case CLASS_FP:
        return aarch64_fpu_take() ? cpu()->current : fault_entry_user(CLASS_FP, esr);
    case CLASS_FETCH:
        return fault_entry_vm(sysreg_read(far_el1), true, esr);
    case CLASS_DATA:
        return fault_entry_vm(sysreg_read(far_el1), false, esr);
    case CLASS_BREAKPOINT:
        return aarch64_breakpoint();
    case CLASS_STEP:
        return aarch64_step();
    case CLASS_WATCHPOINT:
        return aarch64_watchpoint(sysreg_read(far_el1));
    case CLASS_BRK:
        return fault_entry_debug(BREAK_SOFTWARE, 0, 0);
    default:
        return fault_entry_user(class_of(esr), esr);
    }
}

struct tcb *aarch64_serror(word_t esr)
{
    return fault_entry_once(class_of(esr), esr);
}

static const char *vector_name(word_t vector)
{
    static const char *const name[] = {"synchronous exception", "interrupt", "fast interrupt",
                                       "system error"};

    return name[vector % 4];
}

static void print_registers(const word_t *frame)
{
    for (word_t i = 0; i < 32; i++)
        print("%s%s%lu %016lx%s", i % 4 ? "  " : "KRN| ", i < 10 ? " x" : "x", i, frame[i],
              i % 4 == 3 ? "\n" : "");
}

/* Returns for one case only: there is nobody to take a semihosting call. */
void aarch64_kernel_exception(word_t vector, const word_t *frame)
{
    word_t esr = sysreg_read(esr_el1), elr = sysreg_read(elr_el1), far = sysreg_read(far_el1);
    word_t guard = cpu()->kernel_stack - KERNEL_STACK_STEP;

    if (CONFIG_DEBUG && vector == 4 && elr == (word_t)aarch64_semihosting) {
        sysreg_write(elr_el1, aarch64_semihosting_done);
        return;
    }
    panic_begin();
    print_registers(frame);
    if (vector == 4 && far - guard < PAGE_SIZE && class_of(esr) == CLASS_DATA_EL1)
        panic("kernel stack overflow: elr %lx far %lx", elr, far);
    panic("%s from %s: esr %lx elr %lx far %lx", vector_name(vector),
          vector < 8 ? "the kernel" : "user mode", esr, elr, far);
}
