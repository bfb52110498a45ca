/* Generated from call_dataport_signal/from.c.m4 for Near.buffered: do not edit. */
#include <camkes.h>
#include <kdl/rpc.h>

static struct kdl_calls kdl_calls;
static const struct kdl_client kdl_client __attribute__((unused)) = {
    .interface = "buffered",
    .endpoint = 6,
    .calls = &kdl_calls,
};

camkes_error_handler_t buffered_register_error_handler(camkes_error_handler_t handler)
{
    camkes_error_handler_t old = kdl_calls.handler;

    kdl_calls.handler = handler;
    return old;
}

extern void *const buffered_buf;
extern const size_t buffered_buf_size;
void *const buffered_buf = (void *)0x1000d000ul;
const size_t buffered_buf_size = 4096;

seL4_CPtr buffered_notification(void);
seL4_CPtr buffered_notification(void)
{
    return 7;
}

/* of the server's signals, among all that arrive there */
seL4_Word buffered_notification_badge(void);
seL4_Word buffered_notification_badge(void)
{
    return 1;
}

void buffered_wait_notification(void);
void buffered_wait_notification(void)
{
    kdl_flush();
    (void)kdl_wait(7);
}

int buffered_add(int a, uint64_t b)
{
    struct kdl_message kdl_m = {0};
    int kdl_result = 0;
    kdl_m.word[0] = (uint64_t)(a);
    kdl_m.word[1] = (uint64_t)(b);
    kdl_client_call_words(&kdl_client, "add", 0, 2, &kdl_m);
    kdl_result = (int)kdl_m.word[0];
    return kdl_result;
}

double buffered_mix(float x, bool *flag, char *c, const int16_t *step)
{
    struct kdl_message kdl_m = {0};
    double kdl_result = 0;
    kdl_m.word[0] = kdl_from_real(x);
    kdl_m.word[1] = (uint64_t)(*flag);
    kdl_m.word[2] = (uint64_t)(*step);
    kdl_client_call_words(&kdl_client, "mix", 1, 3, &kdl_m);
    kdl_result = (double)kdl_to_real(kdl_m.word[0]);
    *flag = (bool)kdl_m.word[1];
    *c = (char)kdl_m.word[2];
    return kdl_result;
}

void buffered_nothing(void)
{
    struct kdl_message kdl_m = {0};
    kdl_client_call_words(&kdl_client, "nothing", 2, 0, &kdl_m);
}

void buffered_nine(int a, int b, int c, int d, int e, int f, int g, int h, int i)
{
    struct kdl_message kdl_m;
    struct kdl_writer kdl_w = kdl_client_writer(&kdl_client);
    kdl_put_bytes(&kdl_w, &(a), sizeof(a));
    kdl_put_bytes(&kdl_w, &(b), sizeof(b));
    kdl_put_bytes(&kdl_w, &(c), sizeof(c));
    kdl_put_bytes(&kdl_w, &(d), sizeof(d));
    kdl_put_bytes(&kdl_w, &(e), sizeof(e));
    kdl_put_bytes(&kdl_w, &(f), sizeof(f));
    kdl_put_bytes(&kdl_w, &(g), sizeof(g));
    kdl_put_bytes(&kdl_w, &(h), sizeof(h));
    kdl_put_bytes(&kdl_w, &(i), sizeof(i));
    kdl_client_call_bytes(&kdl_client, "nine", 3, &kdl_w, &kdl_m);
}
