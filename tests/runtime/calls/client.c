#include "exercise.h"

EXERCISE(small)
EXERCISE(large)

static camkes_error_type_t last_error;
static int errors, called;

static camkes_error_action_t remember(camkes_error_t *error)
{
    last_error = error->type;
    errors++;
    return CEA_DISCARD;
}

static void on_done(void *argument)
{
    called += *(int *)argument;
}

static void check_limits(void)
{
    static char many[20000];
    static const char *const none = NULL;
    size_t count;
    char *s;

    small_register_error_handler(remember);
    large_register_error_handler(remember);
    CHECK(small_fill(948, &count, &s) == 5 && count == 948);    /* 960 bytes with 4 and 8 */
    free(s);
    CHECK(errors == 0);
    CHECK(small_fill(949, &count, &s) == 0 && count == 0 && s == NULL);
    CHECK(errors == 1 && last_error == CE_BUFFER_LENGTH_EXCEEDED);
    CHECK(large_fill(16372, &count, &s) == 5 && count == 16372 && s[16371] == 'x');
    free(s);
    CHECK(large_fill(16373, &count, &s) == 0 && s == NULL && errors == 2);
    memset(many, 'y', sizeof many - 1);
    CHECK(small_greet(many, 1) == NULL && errors == 3);         /* never sent */
    CHECK(large_greet(many, 1) == NULL && errors == 4);
    CHECK(small_greet(none, 1) == NULL && errors == 5);
    CHECK(last_error == CE_MALFORMED_RPC_PAYLOAD);
    CHECK(small_fill(100u << 20, &count, &s) == -1 && count == 0);      /* the server's malloc */
    free(s);
    CHECK(errors == 5);
    many[8000] = '\0';
    s = large_greet(many, 2);
    CHECK(s && strlen(s) == 16005);
    free(s);
    CHECK(small_add(1, 1) == 2 && large_add(1, 1) == 2);
    verdict("limits");
}

static void check_events(void)
{
    int one = 1;
    dataport_ptr_t p = box_wrap_ptr((char *)box + 100);

    CHECK(done_poll() == 0);
    CHECK(done_reg_callback(on_done, &one) == 0);
    small_ring();
    while (called == 0)
        seL4_Yield();
    box_acquire();
    CHECK(strcmp(box, "from the server") == 0);
    CHECK(box_size == 8192 && box_get_size() == 8192);
    CHECK(done_poll() == 0);
    small_ring();
    done_wait();
    CHECK(called == 1 && done_poll() == 0);
    CHECK(box_unwrap_ptr(p) == (char *)box + 100 && dataport_unwrap_ptr(p) == (char *)box + 100);
    CHECK(dataport_wrap_ptr((char *)box + 8191).offset == 8191);
    CHECK(dataport_wrap_ptr((char *)box + 8192).id == -1);
    p.offset = 8192;
    CHECK(box_unwrap_ptr(p) == NULL);
    p.offset = -1;
    CHECK(box_unwrap_ptr(p) == NULL && dataport_unwrap_ptr(p) == NULL);
    verdict("events and shared memory");
}

int run(void)
{
    for (int i = 0; i < 50; i++)
        exercise_small(1);
    verdict("calls through the IPC buffer");
    for (int i = 0; i < 50; i++)
        exercise_large(1);
    verdict("calls through shared memory");
    check_limits();
    check_events();
    switch_off();
    return 0;
}
