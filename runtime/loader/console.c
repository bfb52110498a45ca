/*
 * The loader's voice: silent unless the system cannot be started. PL011 only, as the firmware
 * set it up.
 */
#include "loader.h"

#include <stdarg.h>

#define PL011_DATA  0x00
#define PL011_FLAGS 0x18
#define FLAG_FULL   (1u << 5)
#define FLAG_BUSY   (1u << 3)

#define PSCI_SYSTEM_OFF 0x84000008ul

static volatile char *registers;
static enum boot_psci power;

void console_init(const struct boot_params *params)
{
    if (params->console == BOOT_CONSOLE_PL011)
        registers = (volatile char *)params->console_registers.start;
    power = (enum boot_psci)params->psci;
}

static uint32_t flags(void)
{
    return *(volatile uint32_t *)(registers + PL011_FLAGS);
}

static void put(char c)
{
    if (c == '\n')
        put('\r');
    while (flags() & FLAG_FULL)
        ;
    *(volatile uint32_t *)(registers + PL011_DATA) = (unsigned char)c;
}

static void put_string(const char *s)
{
    while (*s)
        put(*s++);
}

static void put_number(uint64_t n, unsigned base)
{
    char digits[24];
    size_t count = 0;

    do {
        digits[count++] = "0123456789abcdef"[n % base];
        n /= base;
    } while (n);
    while (count)
        put(digits[--count]);
}

/* %s %u (unsigned) %lu %lx %% */
static void put_format(const char *format, va_list args)
{
    for (; *format; format++) {
        if (*format != '%') {
            put(*format);
            continue;
        }
        switch (*++format) {
        case 's':
            put_string(va_arg(args, const char *));
            break;
        case 'u':
            put_number(va_arg(args, unsigned), 10);
            break;
        case 'l':
            put_number(va_arg(args, uint64_t), *++format == 'x' ? 16 : 10);
            break;
        default:
            put(*format);
            break;
        }
    }
}

static _Noreturn void halt(void)
{
    register uint64_t x0 __asm__("x0") = PSCI_SYSTEM_OFF;

    if (power == BOOT_PSCI_HVC)
        __asm__ volatile("hvc #0" : "+r"(x0) :: "x1", "x2", "x3", "memory");
    if (power == BOOT_PSCI_SMC)
        __asm__ volatile("smc #0" : "+r"(x0) :: "x1", "x2", "x3", "memory");
    for (;;)
        __asm__ volatile("wfe");
}

void refuse(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    if (registers) {
        put_string("LDR| refused: ");
        put_format(format, args);
        put_string("\n");
        while (flags() & FLAG_BUSY)
            ;
    }
    va_end(args);
    halt();
}
