/* The device, its clients and its queues. See SerialServer.camkes. */
#include <camkes.h>
#include <camkes/virtqueue.h>
#include <uart/pl011.h>
#include "getchar.h"
#include "lines.h"
#include "typed.h"

#define HOLD_NS UINT64_C(500000000)
#define PIECE 256                       /* bytes copied at once between queue and device */

static struct pl011 uart;
static void put(int c);
static struct lines lines = {put};

/* made by the connections, where there are any */
unsigned getchar_num_badges(void) __attribute__((weak));
unsigned getchar_enumerate_badge(unsigned i) __attribute__((weak));
void *getchar_buf(unsigned badge) __attribute__((weak));
size_t getchar_buf_size(unsigned badge) __attribute__((weak));
void getchar_emit(unsigned badge) __attribute__((weak));
void *processed_batch_buf(unsigned badge) __attribute__((weak));
size_t processed_batch_buf_size(unsigned badge) __attribute__((weak));
void *raw_batch_buf(unsigned badge) __attribute__((weak));
size_t raw_batch_buf_size(unsigned badge) __attribute__((weak));
void serial_read_wait_callback(seL4_Word badge);
void serial_write_wait_callback(seL4_Word badge);
/* one and the same, where there are both */
seL4_CPtr timeout_notification(void) __attribute__((weak));
seL4_CPtr write_notification(void) __attribute__((weak));
seL4_Word timeout_notification_badge(void) __attribute__((weak));

static virtqueue_device_t read_queue, write_queue;
static bool has_read, has_write;

static void put(int c)
{
    while (!pl011_send(&uart, (uint8_t)c))
        continue;
}

/* ---- output ---- */

static void client_put(unsigned badge, bool processed, int c)
{
    serial_lock();
    lines_add(&lines, badge, processed, c);
    if (!timeout_periodic && c != '\r')
        lines_flush(&lines);
    serial_unlock();
}

void processed_putchar_putchar(int c)
{
    client_put((unsigned)processed_putchar_get_sender_id(), true, c);
}

void raw_putchar_putchar(int c)
{
    client_put((unsigned)raw_putchar_get_sender_id(), false, c);
}

/* What the client has put between head and tail, once: it may write there meanwhile. */
static void client_batch(unsigned badge, bool processed, struct getchar_buffer *b, size_t size)
{
    uint32_t head, tail;

    if (size < sizeof *b)
        return;
    head = b->head % sizeof b->buf;
    tail = __atomic_load_n(&b->tail, __ATOMIC_ACQUIRE) % sizeof b->buf;
    for (; head != tail; head = (head + 1) % sizeof b->buf)
        client_put(badge, processed, b->buf[head]);
    __atomic_store_n(&b->head, tail, __ATOMIC_RELEASE);
}

void processed_batch_batch(void)
{
    unsigned badge = (unsigned)processed_batch_get_sender_id();

    client_batch(badge, true, processed_batch_buf(badge), processed_batch_buf_size(badge));
}

void raw_batch_batch(void)
{
    unsigned badge = (unsigned)raw_batch_get_sender_id();

    client_batch(badge, false, raw_batch_buf(badge), raw_batch_buf_size(badge));
}

/* ---- input ---- */

void getchar_foo(void)
{
}

/*
 * The client may write anything into head: only full or not, and whether it is signalled, depends
 * on it. A signal too many would be a character for a client that takes each for one.
 */
static void give_client(unsigned badge, int c)
{
    struct getchar_buffer *b = getchar_buf(badge);
    uint32_t tail = b->tail % sizeof b->buf, next = (tail + 1) % sizeof b->buf;

    if (getchar_buf_size(badge) < sizeof *b || next == __atomic_load_n(&b->head, __ATOMIC_ACQUIRE))
        return;
    b->buf[tail] = (char)c;
    __atomic_store_n(&b->tail, next, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&b->head, __ATOMIC_SEQ_CST) == tail)
        getchar_emit(badge);
}

/* one character into the next buffer that the reader has offered; false where there is none */
static bool give_queue(int c)
{
    virtqueue_ring_object_t handle;
    char byte = (char)c;

    if (!has_read || !virtqueue_get_available_buf(&read_queue, &handle))
        return false;
    (void)camkes_virtqueue_device_scatter_copy_buffer(&read_queue, &handle, &byte, 1);
    read_queue.notify();
    return true;
}

static void handle_typed(int c)
{
    unsigned clients = getchar_num_badges ? getchar_num_badges() : 0;
    int out[3] = {-1}, client;

    if (give_queue(c))
        return;
    client = typed_for(c, clients, out);
    for (int *o = out; client != TYPED_NOBODY && (unsigned)client < clients && *o >= 0; o++)
        give_client(getchar_enumerate_badge((unsigned)client), *o);
}

void pl011_irq_handle(void)
{
    int c;

    serial_lock();
    while ((c = pl011_receive(&uart)) >= 0)
        handle_typed(c);
    pl011_clear(&uart);
    serial_unlock();
    pl011_irq_acknowledge();
}

/* ---- the writing queue ---- */

static void print_queue(void)
{
    virtqueue_ring_object_t handle;
    unsigned size, left = write_queue.queue_len;
    vq_flags_t flags;
    uint32_t total = 0;
    void *part;

    if (!virtqueue_get_available_buf(&write_queue, &handle))
        return;
    while (left-- && camkes_virtqueue_device_gather_buffer(&write_queue, &handle, &part, &size,
                                                          &flags) == 0) {
        for (unsigned i = 0; i < size; i++)
            put(((const volatile unsigned char *)part)[i]);
        total += size;
    }
    (void)virtqueue_add_used_buf(&write_queue, &handle, total);
    write_queue.notify();
}

/* ---- life ---- */

static bool open_queue(const char *name, virtqueue_device_t *queue)
{
    int id = camkes_virtqueue_get_id_from_name(name);

    return id >= 0 && camkes_virtqueue_device_init(queue, (unsigned)id) == 0;
}

void pre_init(void)
{
    int early = pl011_init(&uart, pl011_regs);

    if (early >= 0)
        handle_typed(early);
    pl011_listen(&uart, true, false);
    has_read = open_queue("read", &read_queue);
    has_write = open_queue("write", &write_queue);
}

/* what has arrived: buffers to print, or the time to show what is held back */
static void serve(seL4_Word badge)
{
    serial_lock();
    while (has_write && VQ_DEV_POLL(&write_queue))
        print_queue();
    if (timeout_periodic && (badge & timeout_notification_badge()) != 0 && lines_held(&lines))
        lines_flush(&lines);
    serial_unlock();
}

/* Where these are connected a thread of theirs waits for the same, and who wakes does the work. */
void serial_read_wait_callback(seL4_Word badge)
{
    serve(badge);
}

void serial_write_wait_callback(seL4_Word badge)
{
    serve(badge);
}

int run(void)
{
    seL4_Word badge;

    if (!has_write && !timeout_periodic)
        return 0;
    if (timeout_periodic)
        (void)timeout_periodic(0, HOLD_NS);
    for (;;) {
        seL4_Wait(has_write ? write_notification() : timeout_notification(), &badge);
        serve(badge);
    }
}
