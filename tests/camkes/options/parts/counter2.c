#include <autoconf.h>
#include <camkes.h>

int run(void)
{
#ifdef CONFIG_APP_ALOUD
    tell_word("the row is", ROW);
#endif
    tell_word("common is", COMMON);
    return 0;
}
