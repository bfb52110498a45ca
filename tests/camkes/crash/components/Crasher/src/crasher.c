#include <camkes.h>

#define EACH(f) f(0) f(1) f(2) f(3) f(4) f(5) f(6) f(7) f(8) f(9) f(10) f(11) f(12) f(13) f(14) \
    f(15) f(16) f(18) f(19) f(20) f(21) f(22) f(23) f(24) f(25) f(26) f(27) f(28) f(29) f(30)
#define LOAD(n) "movz x" #n ", #" #n ", lsl 32\n movk x" #n ", #0x1234\n"

/* every register has a value that tells its number; then to where nothing is */
int run(void)
{
    gone_emit();
    __asm__ volatile(EACH(LOAD)
                     "movz x17, #0x7777, lsl 16\n"
                     "mov sp, x17\n"
                     "msr nzcv, xzr\n"
                     "br x17\n");
    return 0;
}
