/* Generated from call/to.c.m4 for Server.words: do not edit. */
#include <camkes.h>
#include <kdl/rpc.h>

static struct kdl_serving kdl_serving;
static const struct kdl_server kdl_server = {
    .interface = "words",
    .serving = &kdl_serving,
};
static __thread uint64_t kdl_sender;

uint64_t words_get_sender_id(void)
{
    return kdl_sender;
}

/* as the first CAmkES called it; a method of that name comes first */
uint64_t words_get_badge(void)
    __attribute__((weak, alias("words_get_sender_id")));

camkes_error_handler_t words_register_error_handler(camkes_error_handler_t handler)
{
    camkes_error_handler_t old = kdl_serving.handler;

    kdl_serving.handler = handler;
    return old;
}

static inline struct kdl_message kdl_serve_0_add(struct kdl_message kdl_m)
{
    int kdl_result = 0;
    int a = 0;
    uint64_t b = 0;
    a = (int)kdl_m.word[0];
    b = (uint64_t)kdl_m.word[1];
    if (kdl_server_accept_words(&kdl_server, &kdl_m, 2)) {
        kdl_result = words_add(a, b);
        kdl_m.word[0] = (uint64_t)(kdl_result);
        kdl_server_answer_words(&kdl_m, 1);
    }
    return kdl_m;
}

static inline struct kdl_message kdl_serve_1_mix(struct kdl_message kdl_m)
{
    double kdl_result = 0;
    float x = 0;
    bool flag = 0;
    char c = 0;
    int16_t step = 0;
    x = (float)kdl_to_real(kdl_m.word[0]);
    flag = (bool)kdl_m.word[1];
    step = (int16_t)kdl_m.word[2];
    if (kdl_server_accept_words(&kdl_server, &kdl_m, 3)) {
        kdl_result = words_mix(x, &flag, &c, &step);
        kdl_m.word[0] = kdl_from_real(kdl_result);
        kdl_m.word[1] = (uint64_t)(flag);
        kdl_m.word[2] = (uint64_t)(c);
        kdl_server_answer_words(&kdl_m, 3);
    }
    return kdl_m;
}

static inline struct kdl_message kdl_serve_2_nothing(struct kdl_message kdl_m)
{
    if (kdl_server_accept_words(&kdl_server, &kdl_m, 0)) {
        words_nothing();
        kdl_server_answer_words(&kdl_m, 0);
    }
    return kdl_m;
}

static inline struct kdl_message kdl_serve_3_nine(struct kdl_message kdl_m)
{
    int a = 0;
    int b = 0;
    int c = 0;
    int d = 0;
    int e = 0;
    int f = 0;
    int g = 0;
    int h = 0;
    int i = 0;
    struct kdl_reader kdl_r = kdl_server_reader(&kdl_server, &kdl_m);
    a = (int)kdl_get_number(&kdl_r, sizeof(a));
    b = (int)kdl_get_number(&kdl_r, sizeof(b));
    c = (int)kdl_get_number(&kdl_r, sizeof(c));
    d = (int)kdl_get_number(&kdl_r, sizeof(d));
    e = (int)kdl_get_number(&kdl_r, sizeof(e));
    f = (int)kdl_get_number(&kdl_r, sizeof(f));
    g = (int)kdl_get_number(&kdl_r, sizeof(g));
    h = (int)kdl_get_number(&kdl_r, sizeof(h));
    i = (int)kdl_get_number(&kdl_r, sizeof(i));
    if (kdl_server_accept_bytes(&kdl_server, &kdl_m, &kdl_r)) {
        words_nine(a, b, c, d, e, f, g, h, i);
        kdl_server_answer_words(&kdl_m, 0);
    }
    return kdl_m;
}

int words__run(void)
{
    const cptr_t reply = kdl_self->reply;
    struct kdl_message kdl_m = kdl_server_first(5, reply);

    for (;;) {
        kdl_sender = kdl_m.badge;
        switch (kdl_info_label(kdl_m.info)) {
        case 0:
            kdl_m = kdl_serve_0_add(kdl_m);
            break;
        case 1:
            kdl_m = kdl_serve_1_mix(kdl_m);
            break;
        case 2:
            kdl_m = kdl_serve_2_nothing(kdl_m);
            break;
        case 3:
            kdl_m = kdl_serve_3_nine(kdl_m);
            break;
        default:
            kdl_server_refuse(&kdl_server, &kdl_m, KDL_STATUS_NO_METHOD);
        }
        kdl_m = kdl_reply_recv(5, kdl_m.info, kdl_m.word, reply);
    }
}
