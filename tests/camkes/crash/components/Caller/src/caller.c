#include <camkes.h>

/* a system call that there is none of, with registers that tell their numbers */
int run(void)
{
    __asm__ volatile("mov x0, #0x10\n mov x1, #0x11\n mov x2, #0x12\n mov x3, xzr\n"
                     "mov x4, #0x14\n mov x5, #0x15\n mov x6, #0x16\n mov x7, #0x17\n"
                     "mov x30, #0x30\n mov x9, #0x9990\n mov sp, x9\n msr nzcv, xzr\n"
                     "svc #1234\n");
    return 0;
}
