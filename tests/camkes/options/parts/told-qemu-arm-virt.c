#include <camkes.h>
#include <stdio.h>

void tell_word(const char *word, int number)
{
#ifndef CONFIG_APP_QUIET
    printf("%s: %s %d\n", CONFIG_APP_GREETING, word, number);
#endif
}
