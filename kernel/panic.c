#include "panic.h"

#include "arch.h"
#include "print.h"
#include "smp.h"

#define EXIT_PANIC 134      /* what abort() gives; the simulator ends with it */

/* The other cores stop too. A panic while one is being printed prints nothing more. */
void panic_at(const char *file, int line, const char *function, const char *format, ...)
{
    va_list args;

    if (!__atomic_exchange_n(&kernel.dying, true, __ATOMIC_SEQ_CST)) {
        smp_stop_others();
        va_start(args, format);
        print("KRN| panic: ");
        print_va(format, args);
        va_end(args);
        print("\nKRN| at %s:%d %s\n", file, line, function);
        if (CONFIG_DEBUG)
            arch_exit(EXIT_PANIC);
    }
    arch_halt();
}
