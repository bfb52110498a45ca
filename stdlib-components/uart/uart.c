/*
 * Uart: one serial line for several clients. Two threads, both under the lock `state`: the one that
 * serves calls and the one that handles the device's interrupt. Neither ever waits for the line.
 */
#include <camkes.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "input.h"
#include "pl011.h"

#define READ_MAX 512                    /* bytes of one read, whatever the connector could carry */

struct client {
    struct client *next;
    int id;                             /* badge of its capability */
    bool wants_input;                   /* its last read found nothing */
    bool wants_room;                    /* a write was refused for lack of room */
    bool wants_empty;                   /* asked for pending bytes, and there were some */
    struct input input;
};

static struct {
    struct pl011 line;
    struct ring output;
    struct client *clients;             /* in order of their first call */
    struct client *focus;               /* who is typed to; may be NULL */
    bool announce;                      /* clients have to be told to look again */
    int early;                          /* byte that arrived before there was a client, or -1 */
} uart;

static uint32_t power_of_two(int wanted)
{
    uint32_t size = 64;
    while (size < (uint32_t)wanted && size < UINT32_C(1) << 30)
        size *= 2;
    return size;
}

void pre_init(void)
{
    uint32_t size = power_of_two(output_buffer);
    void *memory = malloc(size);
    if (memory == NULL)
        abort();
    ring_init(&uart.output, memory, size);
    uart.early = pl011_init(&uart.line, pl011_regs);
}

/* ---- both directions; the lock is held ---- */

/* Wakes those who wait for what is now so. */
static void output_moved(void)
{
    bool empty = ring_used(&uart.output) == 0;
    bool room = ring_room(&uart.output) >= uart.output.capacity / 2;
    for (struct client *client = uart.clients; client != NULL && room; client = client->next) {
        uart.announce |= client->wants_room || (client->wants_empty && empty);
        client->wants_room = false;
        client->wants_empty &= !empty;
    }
}

/* Sends what the device takes. */
static void send(void)
{
    while (ring_used(&uart.output) > 0) {
        uint8_t next = uart.output.bytes[uart.output.taken % uart.output.capacity];
        if (!pl011_send(&uart.line, next))
            break;
        uart.output.taken++;
    }
    output_moved();
}

static void echo(void *context, const char *text, size_t length)
{
    (void)context;
    if (ring_room(&uart.output) < length)
        return;                         /* the line does not move: the person sees nothing anyway */
    for (size_t i = 0; i < length; i++)
        ring_put(&uart.output, (uint8_t)text[i]);
}

static void focus_next(void)
{
    if (uart.focus != NULL)
        uart.focus = uart.focus->next;
    if (uart.focus == NULL)
        uart.focus = uart.clients;
}

static int next_byte(void)
{
    int byte = uart.early;
    uart.early = -1;
    return byte >= 0 ? byte : pl011_receive(&uart.line);
}

/* Moves input to the client with the focus, as far as it has room. */
static void receive(void)
{
    while (uart.focus != NULL && !input_full(&uart.focus->input)) {
        int byte = next_byte();
        if (byte < 0)
            break;
        if (focus_key != 0 && byte == focus_key) {
            focus_next();
            continue;
        }
        input_byte(&uart.focus->input, (uint8_t)byte);
        if (uart.focus->wants_input && input_ready(&uart.focus->input) > 0) {
            uart.announce = true;
            uart.focus->wants_input = false;
        }
    }
}

/* Moves what can be moved; the device interrupts again when more can. Returns with the lock
 * released and the clients told. */
static void pump_and_unlock(void)
{
    receive();
    send();
    pl011_listen(&uart.line, uart.focus != NULL && !input_full(&uart.focus->input),
                 ring_used(&uart.output) > 0);
    bool announce = uart.announce;
    uart.announce = false;
    state_unlock();
    if (announce)
        ready_emit();
}

void pl011_irq_handle(void)
{
    state_lock();
    pl011_clear(&uart.line);
    pump_and_unlock();
    pl011_irq_acknowledge();
}

/* ---- clients; the lock is held ---- */

static struct client *find(int id)
{
    struct client *client = uart.clients;
    while (client != NULL && client->id != id)
        client = client->next;
    return client;
}

/* The calling client, made when it calls for the first time. NULL when there is no memory. */
static struct client *caller(void)
{
    int id = (int)serial_get_sender_id();
    struct client *client = find(id);
    if (client != NULL)
        return client;
    uint32_t size = power_of_two(input_buffer);
    client = malloc(sizeof *client + size);
    if (client == NULL)
        return NULL;
    *client = (struct client){.id = id, .wants_input = true};
    input_init(&client->input, client + 1, size);
    client->input.echo = echo;
    struct client **last = &uart.clients;
    while (*last != NULL)
        last = &(*last)->next;
    *last = client;
    return client;
}

static void want_focus(struct client *client)
{
    if (uart.focus == NULL)
        uart.focus = client;
}

/* ---- the interface; contracts in interfaces/serial.kdl ---- */

static size_t sent_size(const struct client *client, size_t size, const char *data)
{
    size_t lines = 0;
    for (size_t i = 0; i < size && (client->input.mode & SERIAL_LINE); i++)
        lines += data[i] == '\n';
    return size + lines;
}

static int queue(struct client *client, size_t size, const char *data)
{
    size_t needed = sent_size(client, size, data);
    if (needed > uart.output.capacity)
        return -EMSGSIZE;
    if (needed > ring_room(&uart.output)) {
        client->wants_room = true;
        return 0;
    }
    for (size_t i = 0; i < size; i++) {
        if (data[i] == '\n' && (client->input.mode & SERIAL_LINE))
            ring_put(&uart.output, '\r');
        ring_put(&uart.output, (uint8_t)data[i]);
    }
    return (int)size;
}

int serial_write(size_t data_sz, const char *data)
{
    state_lock();
    struct client *client = caller();
    int result = client == NULL ? -ENOMEM : queue(client, data_sz, data);
    pump_and_unlock();
    return result;
}

int serial_read(int max, size_t *data_sz, char **data)
{
    size_t room = max < 0 ? 0 : max > READ_MAX ? READ_MAX : (size_t)max;
    *data_sz = 0;
    *data = malloc(room + 1);
    if (*data == NULL)
        return -ENOMEM;
    state_lock();
    struct client *client = caller();
    int result = -ENOMEM;
    if (client != NULL) {
        want_focus(client);
        receive();                      /* what is waiting in the device belongs to this read too */
        *data_sz = input_read(&client->input, *data, room);
        client->wants_input = *data_sz == 0;
        result = (int)*data_sz;
    }
    pump_and_unlock();
    return result;
}

int serial_mode(int flags)
{
    state_lock();
    struct client *client = caller();
    int result = -ENOMEM;
    if (client != NULL) {
        result = input_set_mode(&client->input, flags) ? 0 : -EINVAL;
        client->wants_input = true;
        want_focus(client);
    }
    pump_and_unlock();
    return result;
}

int serial_self(void)
{
    return (int)serial_get_sender_id();
}

int serial_focused(void)
{
    state_lock();
    int id = uart.focus != NULL ? uart.focus->id : 0;
    state_unlock();
    return id;
}

int serial_focus(int id)
{
    state_lock();
    struct client *target = find(id);
    int result = 0;
    if (uart.focus != NULL && uart.focus->id != (int)serial_get_sender_id())
        result = -EPERM;
    else if (target == NULL)
        result = -ESRCH;
    else
        uart.focus = target;
    pump_and_unlock();
    return result;
}

int serial_pending(void)
{
    state_lock();
    struct client *client = caller();
    send();
    int count = client != NULL ? (int)ring_used(&uart.output) : -ENOMEM;
    if (client != NULL)
        client->wants_empty = count > 0;
    pump_and_unlock();
    return count;
}

void serial_errors(uint32_t *overruns, uint32_t *breaks, uint32_t *parity, uint32_t *framing)
{
    state_lock();
    *overruns = uart.line.errors.overruns;
    *breaks = uart.line.errors.breaks;
    *parity = uart.line.errors.parity;
    *framing = uart.line.errors.framing;
    state_unlock();
}
