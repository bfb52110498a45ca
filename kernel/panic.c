#include "panic.h"

#include "arch.h"
#include "print.h"
#include "smp.h"

#define EXIT_PANIC 134      /* what abort() gives; the simulator ends with it */

void panic_begin(void)
{
    struct cpu *nobody = NULL, *self = cpu();

    if (__atomic_compare_exchange_n(&kernel.dying, &nobody, self, false, __ATOMIC_SEQ_CST,
                                    __ATOMIC_SEQ_CST))
        smp_stop_others();
    else if (nobody != self)
        smp_halt();
}

/* A panic while this core tells of one, or another one does, prints nothing more. */
void panic_at(const char *file, int line, const char *function, const char *format, ...)
{
    va_list args;

    panic_begin();
    if (!kernel.told) {
        kernel.told = true;
        va_start(args, format);
        print("KRN| panic: ");
        print_va(format, args);
        va_end(args);
        print("\nKRN| at %s:%d %s\n", file, line, function);
        if (CONFIG_DEBUG)
            arch_exit(EXIT_PANIC);
    }
    smp_halt();
}
