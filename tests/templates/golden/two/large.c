/* Generated from call_buffered/from.c.m4 for Client.large: do not edit. */
#include <camkes.h>
#include <kdl/rpc.h>

static struct kdl_calls kdl_calls;
static const struct kdl_client kdl_client __attribute__((unused)) = {
    .interface = "large",
    .endpoint = 5,
    .calls = &kdl_calls,
    .buffer = (void *)0x1000d000ul,
    .size = 8192,
};

camkes_error_handler_t large_register_error_handler(camkes_error_handler_t handler)
{
    camkes_error_handler_t old = kdl_calls.handler;

    kdl_calls.handler = handler;
    return old;
}

char * large_greet(const char *name, char **other, char **both, char **fixed)
{
    struct kdl_message kdl_m;
    char *kdl_result = NULL;
    kdl_client_begin(&kdl_client);
    struct kdl_writer kdl_w = kdl_client_writer(&kdl_client);
    kdl_put_string(&kdl_w, name);
    kdl_put_string(&kdl_w, *both);
    kdl_put_string(&kdl_w, *fixed);
    kdl_client_call_bytes(&kdl_client, "greet", 0, &kdl_w, &kdl_m);
    struct kdl_reader kdl_r = kdl_client_reader(&kdl_client, &kdl_m);
    kdl_result = kdl_get_string_or_null(&kdl_r);
    *other = kdl_get_string_or_null(&kdl_r);
    *both = kdl_get_string_or_null(&kdl_r);
    if (!kdl_client_check(&kdl_client, "greet", &kdl_m, &kdl_r)) {
        free(kdl_result), kdl_result = NULL;
        free(*other), *other = NULL;
        free(*both), *both = NULL;
    }
    kdl_client_end(&kdl_client);
    return kdl_result;
}

size_t large_arrays(size_t a_sz, const int *a, size_t *b_sz, uint8_t **b, size_t *c_sz, double **c, const size_t *d_sz, char **d)
{
    struct kdl_message kdl_m;
    size_t kdl_result = 0;
    kdl_client_begin(&kdl_client);
    struct kdl_writer kdl_w = kdl_client_writer(&kdl_client);
    kdl_put_array(&kdl_w, a, a_sz, sizeof *(a));
    kdl_put_array(&kdl_w, *c, *c_sz, sizeof *(*c));
    kdl_put_array(&kdl_w, *d, *d_sz, sizeof *(*d));
    kdl_client_call_bytes(&kdl_client, "arrays", 1, &kdl_w, &kdl_m);
    struct kdl_reader kdl_r = kdl_client_reader(&kdl_client, &kdl_m);
    kdl_result = (size_t)kdl_get_number(&kdl_r, sizeof(kdl_result));
    *b = kdl_get_array(&kdl_r, &(*b_sz), sizeof *(*b));
    *c = kdl_get_array(&kdl_r, &(*c_sz), sizeof *(*c));
    if (!kdl_client_check(&kdl_client, "arrays", &kdl_m, &kdl_r)) {
        free(*b), *b = NULL, *b_sz = 0;
        free(*c), *c = NULL, *c_sz = 0;
    }
    kdl_client_end(&kdl_client);
    return kdl_result;
}

void large_lists(size_t a_sz, char **a, size_t *b_sz, char ***b, size_t *c_sz, char ***c, const size_t *d_sz, char ***d)
{
    struct kdl_message kdl_m;
    kdl_client_begin(&kdl_client);
    struct kdl_writer kdl_w = kdl_client_writer(&kdl_client);
    kdl_put_strings(&kdl_w, a, a_sz);
    kdl_put_strings(&kdl_w, *c, *c_sz);
    kdl_put_strings(&kdl_w, *d, *d_sz);
    kdl_client_call_bytes(&kdl_client, "lists", 2, &kdl_w, &kdl_m);
    struct kdl_reader kdl_r = kdl_client_reader(&kdl_client, &kdl_m);
    *b = kdl_get_strings(&kdl_r, &(*b_sz));
    *c = kdl_get_strings(&kdl_r, &(*c_sz));
    if (!kdl_client_check(&kdl_client, "lists", &kdl_m, &kdl_r)) {
        kdl_free_strings(*b, *b_sz), *b = NULL, *b_sz = 0;
        kdl_free_strings(*c, *c_sz), *c = NULL, *c_sz = 0;
    }
    kdl_client_end(&kdl_client);
}

struct point large_move(struct point p, struct point *q, struct point *r, const struct point *s)
{
    struct kdl_message kdl_m;
    struct point kdl_result = {0};
    kdl_client_begin(&kdl_client);
    struct kdl_writer kdl_w = kdl_client_writer(&kdl_client);
    kdl_put_bytes(&kdl_w, &(p), sizeof(p));
    kdl_put_bytes(&kdl_w, &(*r), sizeof(*r));
    kdl_put_bytes(&kdl_w, &(*s), sizeof(*s));
    kdl_client_call_bytes(&kdl_client, "move", 3, &kdl_w, &kdl_m);
    struct kdl_reader kdl_r = kdl_client_reader(&kdl_client, &kdl_m);
    (void)kdl_get_bytes(&kdl_r, &(kdl_result), sizeof(kdl_result));
    (void)kdl_get_bytes(&kdl_r, &(*q), sizeof(*q));
    (void)kdl_get_bytes(&kdl_r, &(*r), sizeof(*r));
    if (!kdl_client_check(&kdl_client, "move", &kdl_m, &kdl_r)) {
    }
    kdl_client_end(&kdl_client);
    return kdl_result;
}

int large_fill(size_t size, size_t *data_sz, char **data)
{
    struct kdl_message kdl_m = {0};
    int kdl_result = 0;
    kdl_client_begin(&kdl_client);
    kdl_m.word[0] = (uint64_t)(size);
    kdl_client_call_words(&kdl_client, "fill", 4, 1, &kdl_m);
    struct kdl_reader kdl_r = kdl_client_reader(&kdl_client, &kdl_m);
    kdl_result = (int)kdl_get_number(&kdl_r, sizeof(kdl_result));
    *data = kdl_get_array(&kdl_r, &(*data_sz), sizeof *(*data));
    if (!kdl_client_check(&kdl_client, "fill", &kdl_m, &kdl_r)) {
        free(*data), *data = NULL, *data_sz = 0;
    }
    kdl_client_end(&kdl_client);
    return kdl_result;
}
