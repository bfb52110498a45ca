/* A client of the serial line: says which lines it got. "over" passes the focus on, "raw" reads one
 * byte without editing, "flood" writes a lot, "count" swallows bytes until "#". */
#include <camkes.h>
#include <stdio.h>
#include <string.h>
#include <terminal.h>

static struct terminal terminal = TERMINAL(serial, serial_ready);

static void raw_byte(void)
{
    char byte;
    terminal_mode(&terminal, SERIAL_RAW);
    terminal_read(&terminal, &byte, 1);
    terminal_mode(&terminal, SERIAL_LINE);
    terminal_printf(&terminal, "%s: raw %02x\n", get_instance_name(), (unsigned)(uint8_t)byte);
}

/* Each call stays together, whoever else writes. */
static void flood(void)
{
    char text[101];
    memset(text, get_instance_name()[0], 100);
    text[100] = '\0';
    for (int i = 0; i < 200; i++)
        terminal_printf(&terminal, "[%s]\n", text);
    terminal_flush(&terminal);
    terminal_printf(&terminal, "%s: flooded\n", get_instance_name());
}

/* FNV-1a of what comes, so that one lost or changed byte shows. */
static void count(void)
{
    char data[TERMINAL_ATOMIC];
    uint32_t sum = 2166136261u;
    size_t total = 0;
    bool more = true;
    terminal_mode(&terminal, SERIAL_RAW);
    terminal_printf(&terminal, "%s: counting\r\n", get_instance_name());
    while (more) {
        int size = terminal_read(&terminal, data, sizeof data);
        for (int i = 0; i < size && more; i++) {
            more = data[i] != '#';
            if (more) {
                sum = (sum ^ (uint8_t)data[i]) * 16777619u;
                total++;
            }
        }
    }
    terminal_mode(&terminal, SERIAL_LINE);
    terminal_printf(&terminal, "%s: %zu bytes, sum %08lx\n", get_instance_name(), total,
                    (unsigned long)sum);
}

static void errors(void)
{
    uint32_t overruns, breaks, parity, framing;
    serial_errors(&overruns, &breaks, &parity, &framing);
    terminal_printf(&terminal, "%s: errors %lu %lu %lu %lu\n", get_instance_name(),
                    (unsigned long)overruns, (unsigned long)breaks, (unsigned long)parity,
                    (unsigned long)framing);
}

static void obey(const char *line)
{
    if (strcmp(line, "over\n") == 0)
        terminal_printf(&terminal, "%s: focus %d\n", get_instance_name(),
                        serial_focus(3 - serial_self()));
    else if (strcmp(line, "raw\n") == 0)
        raw_byte();
    else if (strcmp(line, "flood\n") == 0)
        flood();
    else if (strcmp(line, "count\n") == 0)
        count();
    else if (strcmp(line, "errors\n") == 0)
        errors();
    else if (strcmp(line, "off\n") == 0 && leads)
        power_off();
}

int run(void)
{
    char line[200];
    if (leads)
        terminal_mode(&terminal, SERIAL_LINE);
    terminal_printf(&terminal, "%s: ready, client %d\n", get_instance_name(), serial_self());
    for (;;) {
        int size = terminal_read(&terminal, line, sizeof line - 1);
        if (size < 0)
            return 1;
        line[size] = '\0';
        terminal_printf(&terminal, "%s: got %s", get_instance_name(), line);
        obey(line);
    }
}
