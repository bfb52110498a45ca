/*
 * The kernel from reset to the first user instruction. arch/ has turned the MMU on and gives us
 * the stack; everything else happens here, in this order, once.
 */
#include "boot.h"
#include "kernel.h"
#include "print.h"
#include "sched.h"
#include "smp.h"

_Noreturn void kernel_main(void);

static at_boot void say_hello(void)
{
    const struct boot_params *b = &kernel.boot;
    word_t bytes = 0;

    if (!log_keeps(info))
        return;
    for (word_t i = 0; i < b->memory_count; i++)
        bytes += b->memory[i].end - b->memory[i].start;
    print("KRN| KaaL, debug kernel: %lu MiB of RAM, %lu of %lu cores, GICv%lu, timer %lu Hz\n",
          bytes >> 20, smp_core_count(), b->core_count, b->gic_version, arch_timer_hz());
}

at_boot void kernel_main(void)
{
    arch_boot_core();
    boot_take_params(arch_boot_params());
    arch_boot_console();
    boot_check_params();
    boot_memory();
    smp_start_cores();
    arch_boot_leave_identity();
    arch_boot_irq();
    arch_boot_core_irq();
    say_hello();
    for (word_t i = 0; i < CONFIG_CORES; i++)
        sched_init(&kernel.cpu[i], &kernel.idle[i]);
    boot_root_task();
    schedule();
    smp_leave();
    arch_return_to_user(cpu()->current);
}

/* What the other cores do instead. */
at_boot void kernel_core_main(void)
{
    arch_boot_core();
    smp_join();
    arch_boot_leave_identity();
    arch_boot_core_irq();
    sched_account(cpu());
    schedule();
    smp_leave();
    arch_return_to_user(cpu()->current);
}
