#include <count.h>

int count_of(const char *text, char c)
{
    int count = 0;

    for (; *text; text++)
        count += *text == c;
    return count;
}
