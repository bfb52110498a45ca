#include <camkes.h>
#include <stdio.h>
#include <string.h>

static camkes_error_action_t note(camkes_error_t *error)
{
    printf("%s_%s: %s\n", error->interface, error->method,
           error->type == CE_BUFFER_LENGTH_EXCEEDED ? "too long" : "another error");
    return CEA_DISCARD;
}

/* what fits exactly, and one byte more */
static void copy(char *(*call)(const char *), size_t size)
{
    static char text[10000];

    for (size_t end = size - 1; end <= size; end++) {
        char *got;

        memset(text, 'x', end);
        text[end] = '\0';
        got = call(text);
        printf("%zu bytes: %s\n", end + 1, got && strcmp(got, text) == 0 ? "copied" : "none");
        free(got);
    }
}

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
    camkes_register_error_handler(note);
    copy(copier_copy, sizeof(board_t));
    copy(small_copy, 120 * 8);
    return 0;
}
