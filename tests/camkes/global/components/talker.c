#include <camkes.h>
#include <stdio.h>

extern void *const typed_buf;
extern const size_t typed_buf_size;

void pre_init(void)
{
    set_putchar(words_putchar);
}

/* what was said before comes out before this: it is one line after the other */
void step_callback(seL4_Word badge)
{
    printf("step by %d\n", (int)badge);
    for (const char *c = "raw\r\n"; *c; c++)
        raw_putchar(*c);
    printf("shared: %zu bytes, typed: %u\n", typed_buf_size, ((uint32_t *)typed_buf)[1]);
}

int run(void)
{
    return 0;
}
