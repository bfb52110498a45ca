/* What the compiler calls by itself. */
#include <stddef.h>

void *memset(void *to, int value, size_t count);
void *memcpy(void *to, const void *from, size_t count);

__attribute__((optimize("no-tree-loop-distribute-patterns")))
void *memset(void *to, int value, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ((unsigned char *)to)[i] = (unsigned char)value;
    return to;
}

__attribute__((optimize("no-tree-loop-distribute-patterns")))
void *memcpy(void *to, const void *from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ((unsigned char *)to)[i] = ((const unsigned char *)from)[i];
    return to;
}
