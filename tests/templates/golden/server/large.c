/* Generated from call_buffered/to.c.m4 for Server.large: do not edit. */
#include <camkes.h>
#include <kdl/rpc.h>

static const struct kdl_window kdl_windows[] = {
    {1, (void *)0x10019000ul, 8192},
    {9, (void *)0x1001c000ul, 8192},
};

static _Alignas(16) unsigned char kdl_lent[KDL_LENT_BYTES];
static struct kdl_serving kdl_serving;
static const struct kdl_server kdl_server = {
    .interface = "large",
    .serving = &kdl_serving,
    .windows = kdl_windows,
    .count = sizeof kdl_windows / sizeof kdl_windows[0],
    .lent = {kdl_lent, sizeof kdl_lent},
};
static __thread uint64_t kdl_sender;

uint64_t large_get_sender_id(void)
{
    return kdl_sender;
}

/* as the first CAmkES called it; a method of that name comes first */
uint64_t large_get_badge(void)
    __attribute__((weak, alias("large_get_sender_id")));

camkes_error_handler_t large_register_error_handler(camkes_error_handler_t handler)
{
    camkes_error_handler_t old = kdl_serving.handler;

    kdl_serving.handler = handler;
    return old;
}

static inline struct kdl_message kdl_serve_0_greet(struct kdl_message kdl_m)
{
    char *kdl_result = NULL;
    char *name = NULL;
    char *other = NULL;
    char *both = NULL;
    char *fixed = NULL;
    struct kdl_reader kdl_r = kdl_server_reader(&kdl_server, &kdl_m);
    name = kdl_borrow_string(&kdl_r);
    both = kdl_get_string(&kdl_r);
    fixed = kdl_get_string(&kdl_r);
    if (kdl_server_accept_bytes(&kdl_server, &kdl_m, &kdl_r)) {
        kdl_result = large_greet(name, &other, &both, &fixed);
        struct kdl_writer kdl_w = kdl_server_writer(&kdl_server, kdl_m.badge);
        kdl_put_string(&kdl_w, kdl_result);
        kdl_put_string(&kdl_w, other);
        kdl_put_string(&kdl_w, both);
        kdl_server_answer_bytes(&kdl_server, &kdl_m, &kdl_w);
    }
    free(kdl_result), kdl_result = NULL;
    kdl_return(&kdl_r, name);
    free(other), other = NULL;
    free(both), both = NULL;
    free(fixed), fixed = NULL;
    return kdl_m;
}

static inline struct kdl_message kdl_serve_1_arrays(struct kdl_message kdl_m)
{
    size_t kdl_result = 0;
    size_t a_sz = 0;
    int *a = NULL;
    size_t b_sz = 0;
    uint8_t *b = NULL;
    size_t c_sz = 0;
    double *c = NULL;
    size_t d_sz = 0;
    char *d = NULL;
    struct kdl_reader kdl_r = kdl_server_reader(&kdl_server, &kdl_m);
    a = kdl_borrow_array(&kdl_r, &(a_sz), sizeof *(a));
    c = kdl_get_array(&kdl_r, &(c_sz), sizeof *(c));
    d = kdl_get_array(&kdl_r, &(d_sz), sizeof *(d));
    if (kdl_server_accept_bytes(&kdl_server, &kdl_m, &kdl_r)) {
        kdl_result = large_arrays(a_sz, a, &b_sz, &b, &c_sz, &c, &d_sz, &d);
        struct kdl_writer kdl_w = kdl_server_writer(&kdl_server, kdl_m.badge);
        kdl_put_bytes(&kdl_w, &(kdl_result), sizeof(kdl_result));
        kdl_put_array(&kdl_w, b, b_sz, sizeof *(b));
        kdl_put_array(&kdl_w, c, c_sz, sizeof *(c));
        kdl_server_answer_bytes(&kdl_server, &kdl_m, &kdl_w);
    }
    kdl_return(&kdl_r, a);
    free(b), b = NULL, b_sz = 0;
    free(c), c = NULL, c_sz = 0;
    free(d), d = NULL, d_sz = 0;
    return kdl_m;
}

static inline struct kdl_message kdl_serve_2_lists(struct kdl_message kdl_m)
{
    size_t a_sz = 0;
    char **a = NULL;
    size_t b_sz = 0;
    char **b = NULL;
    size_t c_sz = 0;
    char **c = NULL;
    size_t d_sz = 0;
    char **d = NULL;
    struct kdl_reader kdl_r = kdl_server_reader(&kdl_server, &kdl_m);
    a = kdl_get_strings(&kdl_r, &(a_sz));
    c = kdl_get_strings(&kdl_r, &(c_sz));
    d = kdl_get_strings(&kdl_r, &(d_sz));
    if (kdl_server_accept_bytes(&kdl_server, &kdl_m, &kdl_r)) {
        large_lists(a_sz, a, &b_sz, &b, &c_sz, &c, &d_sz, &d);
        struct kdl_writer kdl_w = kdl_server_writer(&kdl_server, kdl_m.badge);
        kdl_put_strings(&kdl_w, b, b_sz);
        kdl_put_strings(&kdl_w, c, c_sz);
        kdl_server_answer_bytes(&kdl_server, &kdl_m, &kdl_w);
    }
    kdl_free_strings(a, a_sz), a = NULL, a_sz = 0;
    kdl_free_strings(b, b_sz), b = NULL, b_sz = 0;
    kdl_free_strings(c, c_sz), c = NULL, c_sz = 0;
    kdl_free_strings(d, d_sz), d = NULL, d_sz = 0;
    return kdl_m;
}

static inline struct kdl_message kdl_serve_3_move(struct kdl_message kdl_m)
{
    struct point kdl_result = {0};
    struct point p = {0};
    struct point q = {0};
    struct point r = {0};
    struct point s = {0};
    struct kdl_reader kdl_r = kdl_server_reader(&kdl_server, &kdl_m);
    (void)kdl_get_bytes(&kdl_r, &(p), sizeof(p));
    (void)kdl_get_bytes(&kdl_r, &(r), sizeof(r));
    (void)kdl_get_bytes(&kdl_r, &(s), sizeof(s));
    if (kdl_server_accept_bytes(&kdl_server, &kdl_m, &kdl_r)) {
        kdl_result = large_move(p, &q, &r, &s);
        struct kdl_writer kdl_w = kdl_server_writer(&kdl_server, kdl_m.badge);
        kdl_put_bytes(&kdl_w, &(kdl_result), sizeof(kdl_result));
        kdl_put_bytes(&kdl_w, &(q), sizeof(q));
        kdl_put_bytes(&kdl_w, &(r), sizeof(r));
        kdl_server_answer_bytes(&kdl_server, &kdl_m, &kdl_w);
    }
    return kdl_m;
}

static inline struct kdl_message kdl_serve_4_fill(struct kdl_message kdl_m)
{
    int kdl_result = 0;
    size_t size = 0;
    size_t data_sz = 0;
    char *data = NULL;
    size = (size_t)kdl_m.word[0];
    if (kdl_server_accept_words(&kdl_server, &kdl_m, 1)) {
        kdl_result = large_fill(size, &data_sz, &data);
        struct kdl_writer kdl_w = kdl_server_writer(&kdl_server, kdl_m.badge);
        kdl_put_bytes(&kdl_w, &(kdl_result), sizeof(kdl_result));
        kdl_put_array(&kdl_w, data, data_sz, sizeof *(data));
        kdl_server_answer_bytes(&kdl_server, &kdl_m, &kdl_w);
    }
    free(data), data = NULL, data_sz = 0;
    return kdl_m;
}

int large__run(void)
{
    const cptr_t reply = kdl_self->reply;
    struct kdl_message kdl_m = kdl_server_first(11, reply);

    for (;;) {
        kdl_sender = kdl_m.badge;
        switch (kdl_info_label(kdl_m.info)) {
        case 0:
            kdl_m = kdl_serve_0_greet(kdl_m);
            break;
        case 1:
            kdl_m = kdl_serve_1_arrays(kdl_m);
            break;
        case 2:
            kdl_m = kdl_serve_2_lists(kdl_m);
            break;
        case 3:
            kdl_m = kdl_serve_3_move(kdl_m);
            break;
        case 4:
            kdl_m = kdl_serve_4_fill(kdl_m);
            break;
        default:
            kdl_server_refuse(&kdl_server, &kdl_m, KDL_STATUS_NO_METHOD);
        }
        kdl_m = kdl_reply_recv(11, kdl_m.info, kdl_m.word, reply);
    }
}
