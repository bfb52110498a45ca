/*
 * The kernel from reset to the first user instruction. arch/ has turned the MMU on and gives us
 * the stack; everything else happens here, in this order, once.
 */
#include "boot.h"
#include "kernel.h"
#include "print.h"
#include "sched.h"

_Noreturn void kernel_main(void);

static void say_hello(void)
{
    const struct boot_params *b = &kernel.boot;
    word_t bytes = 0;

    if (!CONFIG_DEBUG)
        return;
    for (word_t i = 0; i < b->memory_count; i++)
        bytes += b->memory[i].end - b->memory[i].start;
    print("KRN| KaaL, debug kernel: %lu MiB of RAM, 1 of %lu cores, GICv%lu, timer %lu Hz\n",
          bytes >> 20, b->core_count, b->gic_version, arch_timer_hz());
}

void kernel_main(void)
{
    struct cpu *cpu = &kernel.cpu[0];

    arch_boot_core(cpu);
    boot_take_params(arch_boot_params());
    arch_boot_console();
    boot_check_params();
    boot_memory();
    arch_boot_leave_identity();
    arch_boot_irq();
    say_hello();
    sched_init(cpu, &kernel.idle[0]);
    boot_root_task();
    schedule();
    arch_return_to_user(cpu->current);
}
