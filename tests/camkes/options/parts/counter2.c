#include <autoconf.h>
#include <camkes.h>

/* more than the usual stack has room for */
static int fill(void)
{
    volatile char deep[100000];

    for (size_t i = 0; i < sizeof deep; i += 1000)
        deep[i] = 1;
    return deep[0] + deep[99000];
}

int run(void)
{
#ifdef CONFIG_APP_ALOUD
    tell_word("the row is", ROW);
#endif
    tell_word("common is", COMMON);
    tell_word("far down in the stack is", fill());
    return 0;
}
