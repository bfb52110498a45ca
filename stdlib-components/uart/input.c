/*
 * The line discipline of one client; see input.h.
 *
 * In line mode CR counts as NL; backspace and DEL erase a character, ^U the line; ^C and ^D finish
 * the line and stand at its end as bytes. A line that fills the whole queue is passed on
 * unfinished.
 */
#include "input.h"
#include "utf8.h"

enum { CTRL_C = 3, CTRL_D = 4, BACKSPACE = 8, CTRL_U = 21, DELETE = 127 };

void input_init(struct input *input, void *memory, uint32_t capacity)
{
    *input = (struct input){.mode = SERIAL_LINE};
    ring_init(&input->ring, memory, capacity);
}

bool input_set_mode(struct input *input, int mode)
{
    if (mode < 0 || mode > (SERIAL_LINE | SERIAL_SILENT) || mode == SERIAL_SILENT)
        return false;
    ring_clear(&input->ring);
    input->finished = input->ring.put;
    input->mode = mode;
    return true;
}

bool input_full(const struct input *input)
{
    return ring_room(&input->ring) == 0;
}

static void echo(struct input *input, const char *text, size_t length)
{
    if (input->echo != NULL && !(input->mode & SERIAL_SILENT))
        input->echo(input->context, text, length);
}

static bool editing(const struct input *input)
{
    return input->ring.put != input->finished;
}

static uint8_t last_byte(const struct input *input)
{
    return input->ring.bytes[(input->ring.put - 1) % input->ring.capacity];
}

static void erase_character(struct input *input)
{
    char text[UTF8_MAX];
    size_t length = 0;
    bool more = editing(input);
    while (more) {
        uint8_t byte = last_byte(input);
        input->ring.put--;
        text[UTF8_MAX - ++length] = (char)byte;
        more = (byte & 0xc0) == 0x80 && length < UTF8_MAX && editing(input);
    }
    if (length == 0)
        return;
    uint32_t code;
    utf8_decode(text + UTF8_MAX - length, length, &code);
    unsigned columns = code < 0x20 && code != '\t' ? 2 : utf8_width(code);
    for (unsigned i = 0; i < columns; i++)
        echo(input, "\b \b", 3);
}

static void echo_byte(struct input *input, uint8_t byte)
{
    if (byte == '\n') {
        echo(input, "\r\n", 2);
    } else if (byte == '\t') {
        echo(input, " ", 1);
    } else if (byte < 0x20) {
        char text[2] = {'^', (char)(byte + '@')};
        echo(input, text, 2);
    } else {
        char text = (char)byte;
        echo(input, &text, 1);
    }
}

static void line_byte(struct input *input, uint8_t byte)
{
    if (byte == BACKSPACE || byte == DELETE) {
        erase_character(input);
        return;
    }
    if (byte == CTRL_U) {
        while (editing(input))
            erase_character(input);
        return;
    }
    if (byte == '\r')
        byte = '\n';
    ring_put(&input->ring, byte);
    echo_byte(input, byte);
    if (byte == '\n' || byte == CTRL_C || byte == CTRL_D || input_full(input))
        input->finished = input->ring.put;
}

void input_byte(struct input *input, uint8_t byte)
{
    if (input->mode & SERIAL_LINE) {
        line_byte(input, byte);
    } else {
        ring_put(&input->ring, byte);
        input->finished = input->ring.put;
    }
}

uint32_t input_ready(const struct input *input)
{
    return input->finished - input->ring.taken;
}

size_t input_read(struct input *input, char *data, size_t max)
{
    size_t count = 0;
    while (count < max && input_ready(input) > 0)
        data[count++] = (char)ring_take(&input->ring);
    return count;
}
