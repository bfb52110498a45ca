/* Does next to nothing, so that what is measured is the call. */
#include <camkes.h>
#include <string.h>

void work_nothing(void)
{
}

int work_add(int a, int b)
{
    return a + b;
}

uint64_t work_sum(uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e, uint64_t f)
{
    return a + b + c + d + e + f;
}

int work_length(const char *text)
{
    return (int)strlen(text);
}
