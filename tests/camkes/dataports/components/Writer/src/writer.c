#include <camkes.h>
#include <stdio.h>
#include <string.h>

int run(void)
{
    char *text = (char *)scratch + 100;

    printf("sizes %zu %zu %zu\n", scratch_get_size(), large_get_size(), board_get_size());
    strcpy(text, "in shared memory");
    memset((char *)large, 7, 3 * 4096);
    board->score = 1000;
    strcpy(board->names[3], "last");
    scratch_release();
    large_release();
    board_release();
    printf("answer %d\n", reader_look(scratch_wrap_ptr(text)));
    scratch_acquire();
    printf("reader wrote %s\n", text);
    return 0;
}
