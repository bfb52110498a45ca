/* calls that lead to an end */
#include <camkes.h>

static void use(volatile char *bytes, int count)
{
    for (int i = 0; i < count; i++)
        bytes[i] = (char)i;
}

__attribute__((noinline)) int deep(int x)
{
    char room[1000];

    use(room, x);
    return room[0] + x;
}

int numbers_get(int x)
{
    return deep(x) + 1;
}

int run(void)
{
    char room[200];

    use(room, 3);
    return room[1];
}
