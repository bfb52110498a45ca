#include <autoconf.h>
#include <camkes.h>
#include <stdio.h>

#define LONGEST 40

/* the ring at the beginning of the shared memory: the server moves tail, this moves head */
extern volatile struct {
    uint32_t head, tail;
    char bytes[0x1000 - 8];
} *keys_buf;

seL4_CPtr keys_notification(void);

void pre_init(void)
{
    set_putchar(words_putchar);
}

/* Whoever takes each signal for a character reads too many of them when it gets too many. */
static char next_key(void)
{
    char key;

    if (keys_buf->head == keys_buf->tail)
        seL4_Wait(keys_notification(), NULL);
    key = keys_buf->bytes[keys_buf->head];
    keys_buf->head = (keys_buf->head + 1) % sizeof keys_buf->bytes;
    return key;
}

int run(void)
{
    printf("%s: type a line\n", get_instance_name());
    for (int number = 1;; number++) {
        char line[LONGEST + 1];
        int length = 0;

        while (length < LONGEST && (line[length] = next_key()) != '\r')
            length++;
        line[length] = '\0';
        printf("%s: line %d is '%s'\n", get_instance_name(), number, line);
    }
}
