#include <camkes.h>
#include <camkes/io.h>
#include <platsupport/chardev.h>
#include <platsupport/serial.h>
#include <stdio.h>
#include <string.h>

void other(ps_io_ops_t *ops);

static ps_io_ops_t ops;
static ps_chardevice_t line, nothing;
static char typed[16];
static volatile size_t count;

void pre_init(void)
{
    printf("io: %d\n", camkes_io_ops(&ops));
}

/* until the end of the line; then whoever waits for it goes on */
void arrived_handle(void)
{
    int c;

    ps_cdev_handle_irq(&line, UART0_IRQ);
    while ((c = ps_cdev_getchar(&line)) != EOF && count + 1 < sizeof typed) {
        typed[count++] = c == '\r' ? '\n' : (char)c;
        if (typed[count - 1] == '\n')
            input_post();
    }
    arrived_acknowledge();
}

static void write_text(const char *text)
{
    for (; *text; text++)
        ps_cdev_putchar(&line, *text);
}

static void no_device(void)
{
    char byte = 'x';

    printf("nothing: %d", ps_cdev_new(&ops, &nothing) == &nothing);
    printf(" %zd %d\n", ps_cdev_write(&nothing, &byte, 1, NULL, NULL), ps_cdev_getchar(&nothing));
    printf("unknown: %d %d\n", ps_cdev_init((enum chardev_id)7, &ops, &nothing) == NULL,
           serial_init((enum chardev_id)7, &ops, &nothing));
}

int run(void)
{
    char whole[] = "and a whole line\n";

    no_device();
    if (ps_cdev_init(PS_SERIAL_DEFAULT, &ops, &line) != &line)
        return -1;
    printf("irq: %d %d\n", ps_cdev_produces_irq(&line, UART0_IRQ), ps_cdev_produces_irq(&line, 1));
    printf("configured: %d", serial_configure(&line, 115200, 8, PARITY_EVEN, 2));
    printf(" %#x %#x %#x\n", ((volatile uint32_t *)registers)[9],
           ((volatile uint32_t *)registers)[10], ((volatile uint32_t *)registers)[11] & ~0x10u);
    printf("refused: %d %d %d %d\n", serial_configure(&line, 0, 8, PARITY_NONE, 1),
           serial_configure(&line, 9600, 9, PARITY_NONE, 1),
           serial_configure(&line, 9600, 8, PARITY_NONE, 3),
           serial_configure(&line, 20, 8, PARITY_NONE, 1));
    serial_configure(&line, 38400, 8, PARITY_NONE, 1);
    write_text("letter by letter\n");
    ps_cdev_set_flags(&line, 0);
    printf("%zd\n", ps_cdev_write(&line, whole, strlen(whole), NULL, NULL));
    other(&ops);
    printf("type a line\n");
    input_wait();
    printf("typed: %s", typed);
    return 0;
}
