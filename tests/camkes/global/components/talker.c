#include <camkes.h>
#include <stdio.h>
#include <string.h>

/* what stands between head and tail is printed by a call */
struct ring { uint32_t head, tail; char bytes[4096 - 8]; };

extern void *const typed_buf;
extern const size_t typed_buf_size;
extern void *const batch_buf, *const raw_batch_buf;

void pre_init(void)
{
    set_putchar(words_putchar);
}

/* The ring begins near its end: the text goes around. A tail beyond it is taken around, too. */
static void say_at_once(struct ring *ring, const char *text, uint32_t beyond)
{
    ring->head = ring->tail = sizeof ring->bytes - 4;
    for (; *text; text++) {
        ring->bytes[ring->tail] = *text;
        ring->tail = (ring->tail + 1) % sizeof ring->bytes;
    }
    ring->tail += beyond;
}

/* what was said before comes out before this: it is one line after the other */
void step_callback(seL4_Word badge)
{
    printf("step by %d\n", (int)badge);
    for (const char *c = "raw\r\n"; *c; c++)
        raw_putchar(*c);
    say_at_once(batch_buf, "all at once\n", 0);
    batch_batch();
    say_at_once(raw_batch_buf, "and raw\r\n", 7 * sizeof ((struct ring *)0)->bytes);
    raw_batch_batch();
    printf("taken: %d %d\n", ((struct ring *)batch_buf)->head == ((struct ring *)batch_buf)->tail,
           ((struct ring *)raw_batch_buf)->head == strlen("and raw\r\n") - 4);
    printf("shared: %zu bytes, typed: %u\n", typed_buf_size, ((uint32_t *)typed_buf)[1]);
}

int run(void)
{
    return 0;
}
