/* Calls out of the system: firmware (SMC calling convention), simulator, and the end. */
#include "cpu.h"

#define NOT_SUPPORTED  (~0ul)
#define SYS_EXIT_EXTENDED 0x20
#define ADP_STOPPED_APPLICATION_EXIT 0x20026ul

/* The conduit is the one that the device tree names for PSCI; without it there is no firmware. */
void arch_smc(const word_t in[8], word_t out[4])
{
    register word_t x0 __asm__("x0") = in[0];
    register word_t x1 __asm__("x1") = in[1];
    register word_t x2 __asm__("x2") = in[2];
    register word_t x3 __asm__("x3") = in[3];
    register word_t x4 __asm__("x4") = in[4];
    register word_t x5 __asm__("x5") = in[5];
    register word_t x6 __asm__("x6") = in[6];
    register word_t x7 __asm__("x7") = in[7];

    switch ((enum boot_psci)kernel.boot.psci) {
    case BOOT_PSCI_NONE:
        x0 = NOT_SUPPORTED;
        break;
    case BOOT_PSCI_HVC:
        __asm__ volatile("hvc #0" : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5),
                         "+r"(x6), "+r"(x7) :: "x8", "x9", "x10", "x11", "x12", "x13", "x14",
                         "x15", "x16", "x17", "memory");
        break;
    case BOOT_PSCI_SMC:
        __asm__ volatile("smc #0" : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5),
                         "+r"(x6), "+r"(x7) :: "x8", "x9", "x10", "x11", "x12", "x13", "x14",
                         "x15", "x16", "x17", "memory");
        break;
    }
    out[0] = x0;
    out[1] = x1;
    out[2] = x2;
    out[3] = x3;
}

void arch_exit(word_t status)
{
    word_t block[2] = {ADP_STOPPED_APPLICATION_EXIT, status};

    arch_thread_save(cpu()->current);   /* the exception uses its registers */
    aarch64_semihosting(SYS_EXIT_EXTENDED, block);
    arch_thread_load(cpu()->current);
}

void arch_halt(void)
{
    __asm__ volatile("msr daifset, #15");
    for (;;)
        __asm__ volatile("wfi");
}
