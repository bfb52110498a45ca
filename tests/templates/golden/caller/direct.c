/* Generated from direct_call/from.c.m4 for Caller.direct: do not edit. */
#include <camkes.h>

char * kdl_direct_17_greet(const char *name, char **other, char **both, char **fixed);
char * direct_greet(const char *name, char **other, char **both, char **fixed)
{
    return kdl_direct_17_greet(name, other, both, fixed);
}

size_t kdl_direct_17_arrays(size_t a_sz, const int *a, size_t *b_sz, uint8_t **b, size_t *c_sz, double **c, const size_t *d_sz, char **d);
size_t direct_arrays(size_t a_sz, const int *a, size_t *b_sz, uint8_t **b, size_t *c_sz, double **c, const size_t *d_sz, char **d)
{
    return kdl_direct_17_arrays(a_sz, a, b_sz, b, c_sz, c, d_sz, d);
}

void kdl_direct_17_lists(size_t a_sz, char **a, size_t *b_sz, char ***b, size_t *c_sz, char ***c, const size_t *d_sz, char ***d);
void direct_lists(size_t a_sz, char **a, size_t *b_sz, char ***b, size_t *c_sz, char ***c, const size_t *d_sz, char ***d)
{
    return kdl_direct_17_lists(a_sz, a, b_sz, b, c_sz, c, d_sz, d);
}

struct point kdl_direct_17_move(struct point p, struct point *q, struct point *r, const struct point *s);
struct point direct_move(struct point p, struct point *q, struct point *r, const struct point *s)
{
    return kdl_direct_17_move(p, q, r, s);
}

int kdl_direct_17_fill(size_t size, size_t *data_sz, char **data);
int direct_fill(size_t size, size_t *data_sz, char **data)
{
    return kdl_direct_17_fill(size, data_sz, data);
}

/* nothing can go wrong on the way: the handler waits in vain */
static camkes_error_handler_t kdl_handler;

camkes_error_handler_t direct_register_error_handler(camkes_error_handler_t handler)
{
    camkes_error_handler_t old = kdl_handler;

    kdl_handler = handler;
    return old;
}
