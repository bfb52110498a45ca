/* Generated from direct_call/to.c.m4 for Callee.direct: do not edit. */
#include <camkes.h>

char * kdl_direct_17_greet(const char *name, char **other, char **both, char **fixed);
char * kdl_direct_17_greet(const char *name, char **other, char **both, char **fixed)
{
    return direct_greet(name, other, both, fixed);
}

size_t kdl_direct_17_arrays(size_t a_sz, const int *a, size_t *b_sz, uint8_t **b, size_t *c_sz, double **c, const size_t *d_sz, char **d);
size_t kdl_direct_17_arrays(size_t a_sz, const int *a, size_t *b_sz, uint8_t **b, size_t *c_sz, double **c, const size_t *d_sz, char **d)
{
    return direct_arrays(a_sz, a, b_sz, b, c_sz, c, d_sz, d);
}

void kdl_direct_17_lists(size_t a_sz, char **a, size_t *b_sz, char ***b, size_t *c_sz, char ***c, const size_t *d_sz, char ***d);
void kdl_direct_17_lists(size_t a_sz, char **a, size_t *b_sz, char ***b, size_t *c_sz, char ***c, const size_t *d_sz, char ***d)
{
    return direct_lists(a_sz, a, b_sz, b, c_sz, c, d_sz, d);
}

struct point kdl_direct_17_move(struct point p, struct point *q, struct point *r, const struct point *s);
struct point kdl_direct_17_move(struct point p, struct point *q, struct point *r, const struct point *s)
{
    return direct_move(p, q, r, s);
}

int kdl_direct_17_fill(size_t size, size_t *data_sz, char **data);
int kdl_direct_17_fill(size_t size, size_t *data_sz, char **data)
{
    return direct_fill(size, data_sz, data);
}
