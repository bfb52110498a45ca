#include <camkes.h>
#include <stdio.h>
#include <string.h>

static int calls;

int log_note(const char *who)
{
    printf("server: %s has badge %d\n", who, (int)log_get_sender_id());
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
