#include <camkes.h>
#include <stdio.h>
#include <string.h>

seL4_Word log_get_badge(void);          /* before it was called log_get_sender_id */

static int calls;

int log_note(const char *who)
{
    printf("server: %s has badge %d\n", who, (int)log_get_sender_id());
    if (log_get_badge() != log_get_sender_id())
        printf("server: or badge %d\n", (int)log_get_badge());
    return ++calls;
}

int run(void)
{
    strcpy((char *)board, "welcome");
    first_emit();
    done_wait();
    printf("server: now the others\n");
    others_emit();
    return 0;
}
