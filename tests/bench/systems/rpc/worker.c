/* Does next to nothing, so that what is measured is the call. */
#include <camkes.h>
#include <stdlib.h>
#include <string.h>

int adding_add(int a, int b)
{
    return a + b;
}

void small_nothing(void)
{
}

uint64_t small_sum(uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e, uint64_t f)
{
    return a + b + c + d + e + f;
}

int small_length(const char *text)
{
    return text[0];
}

int blocks_take(size_t data_sz, const char *data)
{
    return data[data_sz - 1];
}

/* the stub frees what it is given */
void blocks_give(size_t *data_sz, char **data)
{
    *data_sz = 4096;
    *data = malloc(*data_sz);
}
