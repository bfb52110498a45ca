#include <words.h>

const char *word(void)
{
    return WORD;
}
