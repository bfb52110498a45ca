// link: stdlib-components/uart/uart.c stdlib-components/uart/input.c stdlib-components/uart/ring.c
// link: stdlib-components/tui/utf8.c
// cflags: -Itests/unit/fake_uart -Istdlib-components/uart -Istdlib-components/tui
// cflags: -Wl,--wrap=malloc
/*
 * The Uart component over a line that the test moves byte by byte: several clients, the focus,
 * full queues in both directions, events, running out of memory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "camkes.h"
#include "input.h"
#include "pl011.h"

enum { A = 1, B = 2, C = 3 };

volatile void *pl011_regs;
int input_buffer = 64, output_buffer = 128, focus_key;

static struct {
    char arrived[4096], sent[100000];
    size_t to_receive, received, sent_count, room;  /* room: bytes that the line takes now */
    bool receiving, sending;            /* interrupts that are wanted */
    int locked, emitted, acknowledged;
    unsigned long caller;
    bool out_of_memory;
} line;

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

void *__wrap_malloc(size_t size)
{
    return line.out_of_memory ? NULL : __real_malloc(size);
}

int pl011_init(struct pl011 *uart, volatile void *regs)
{
    (void)regs;
    *uart = (struct pl011){.mask = 0};
    return '!';                         /* typed before anybody was there */
}

int pl011_receive(struct pl011 *uart)
{
    (void)uart;
    assert_true(line.locked);
    return line.received < line.to_receive ? (uint8_t)line.arrived[line.received++] : -1;
}

bool pl011_send(struct pl011 *uart, uint8_t byte)
{
    (void)uart;
    assert_true(line.locked);
    if (line.room == 0)
        return false;
    line.room--;
    line.sent[line.sent_count++] = (char)byte;
    line.sent[line.sent_count] = '\0';
    return true;
}

void pl011_listen(struct pl011 *uart, bool receive, bool send)
{
    (void)uart;
    assert_true(line.locked);
    line.receiving = receive;
    line.sending = send;
}

void pl011_clear(struct pl011 *uart)
{
    uart->errors.breaks++;
}

void state_lock(void)
{
    assert_int_equal(line.locked++, 0);
}

void state_unlock(void)
{
    assert_int_equal(--line.locked, 0);
}

void pl011_irq_acknowledge(void)
{
    line.acknowledged++;
}

void ready_emit(void)
{
    assert_false(line.locked);
    line.emitted++;
}

unsigned long serial_get_sender_id(void)
{
    return line.caller;
}

/* ---- what the test does ---- */

/* Bytes come over the line; the device interrupts if it may. */
static void arrive(const char *text)
{
    size_t length = strlen(text);
    memmove(line.arrived, line.arrived + line.received, line.to_receive - line.received);
    line.to_receive -= line.received;
    line.received = 0;
    memcpy(line.arrived + line.to_receive, text, length);
    line.to_receive += length;
    if (line.receiving)
        pl011_irq_handle();
}

static void drain(size_t count)
{
    line.room += count;
    if (line.sending)
        pl011_irq_handle();
}

static void expect_read(unsigned long client, const char *expected)
{
    char *data;
    size_t size;
    line.caller = client;
    int result = serial_read(1000, &size, &data);
    assert_int_equal(result, (int)strlen(expected));
    assert_int_equal(size, result);
    assert_memory_equal(data, expected, size);
    free(data);
}

static int mode(unsigned long client, int flags)
{
    line.caller = client;
    return serial_mode(flags);
}

static int put(unsigned long client, const char *text)
{
    line.caller = client;
    return serial_write(strlen(text), text);
}

static void input_and_events(void)
{
    arrive("early");
    assert_int_equal(line.emitted, 0);          /* nobody is there: the device keeps it */
    assert_int_equal(mode(A, SERIAL_RAW), 0);
    expect_read(A, "!early");
    expect_read(A, "");
    int before = line.emitted;
    arrive("x");
    arrive("y");
    assert_int_equal(line.emitted, before + 1); /* told once, until it has looked again */
    expect_read(A, "xy");
    expect_read(A, "");
    arrive("z");
    assert_int_equal(line.emitted, before + 2);
    expect_read(A, "z");
}

/* More than the queue holds stays in the device, and nothing is lost. */
static void input_is_held_back(void)
{
    char text[201];
    for (int i = 0; i < 200; i++)
        text[i] = (char)('a' + i % 26);
    text[200] = '\0';
    arrive(text);
    assert_false(line.receiving);
    assert_int_equal(line.received, 64);
    char *data;
    size_t size, total = 0;
    line.caller = A;
    while (serial_read(7, &size, &data) > 0) {
        assert_memory_equal(data, text + total, size);
        total += size;
        free(data);
    }
    free(data);
    assert_int_equal(total, 200);
    assert_true(line.receiving);
}

static void focus_moves(void)
{
    assert_int_equal(serial_focused(), A);
    line.caller = B;
    assert_int_equal(serial_focus(B), -EPERM);
    line.caller = A;
    assert_int_equal(serial_focus(B), -ESRCH);  /* has never called */
    assert_int_equal(mode(B, SERIAL_RAW), 0);
    expect_read(B, "");
    arrive("for a");
    expect_read(B, "");
    expect_read(A, "for a");
    line.caller = A;
    assert_int_equal(serial_focus(B), 0);
    arrive("for b");
    expect_read(A, "");
    expect_read(B, "for b");
    focus_key = 20;
    arrive("1\x14" "2\x14" "3");
    expect_read(A, "2");
    expect_read(B, "13");
    focus_key = 0;
    line.caller = B;
    assert_int_equal(serial_focus(A), 0);
    assert_int_equal(serial_self(), B);
}

static void output_stays_together(void)
{
    char text[101];
    memset(text, 'a', 100);
    text[100] = '\0';
    line.room = 0;
    line.sent_count = 0;
    assert_int_equal(put(A, text), 100);
    assert_int_equal(put(B, text), 0);          /* no room for all of it: nothing is taken */
    assert_int_equal(put(B, "b"), 1);
    assert_true(line.sending);
    int before = line.emitted;
    drain(10);
    assert_int_equal(line.emitted, before);
    drain(40);
    assert_int_equal(line.emitted, before + 1); /* half is empty: B may try again */
    assert_int_equal(put(B, "B"), 1);
    drain(1000);
    assert_false(line.sending);
    assert_int_equal(line.emitted, before + 1);
    assert_int_equal(line.sent_count, 102);
    assert_string_equal(line.sent + 100, "bB");
    static char huge[1000];
    memset(huge, 'x', sizeof huge - 1);
    assert_int_equal(put(A, huge), -EMSGSIZE);
    line.room = 0;
}

static void pending_is_announced(void)
{
    assert_int_equal(put(A, "tail"), 4);
    assert_int_equal(serial_pending(), 4);
    int before = line.emitted;
    drain(3);
    assert_int_equal(line.emitted, before);
    drain(1);
    assert_int_equal(line.emitted, before + 1);
    assert_int_equal(serial_pending(), 0);
}

static void lines_and_echo(void)
{
    line.room = 1000;
    line.sent_count = 0;
    assert_int_equal(mode(A, SERIAL_LINE), 0);
    assert_int_equal(put(A, "one\ntwo\n"), 8);
    assert_string_equal(line.sent, "one\r\ntwo\r\n");
    line.sent_count = 0;
    int before = line.emitted;
    arrive("hex");
    assert_int_equal(line.emitted, before);     /* no line yet */
    arrive("\x7fy\r");
    assert_int_equal(line.emitted, before + 1);
    assert_string_equal(line.sent, "hex\b \by\r\n");
    expect_read(A, "hey\n");
    assert_int_equal(mode(A, 99), -EINVAL);
}

static void no_memory(void)
{
    char *data;
    size_t size;
    line.out_of_memory = true;
    line.caller = C;
    assert_int_equal(serial_mode(SERIAL_RAW), -ENOMEM);
    assert_int_equal(serial_write(1, "x"), -ENOMEM);
    assert_int_equal(serial_read(1, &size, &data), -ENOMEM);
    assert_int_equal(serial_pending(), -ENOMEM);
    assert_int_equal(size, 0);
    line.out_of_memory = false;
    assert_int_equal(serial_read(-5, &size, &data), 0);
    free(data);
}

static void a_working_day(void **state)
{
    uint32_t overruns, breaks, parity, framing;
    (void)state;
    pre_init();
    input_and_events();
    input_is_held_back();
    focus_moves();
    output_stays_together();
    pending_is_announced();
    lines_and_echo();
    no_memory();
    serial_errors(&overruns, &breaks, &parity, &framing);
    assert_int_equal(breaks, line.acknowledged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_working_day)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
