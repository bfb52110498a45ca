#include <camkes.h>
#include <stdio.h>
#include <stdlib.h>

#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)

char *more(void);

char *tell_tell(value_t n)
{
    char *text = malloc(40);

#ifdef LOUD
    snprintf(text, 40, "%s %d!", TEXT(WORD), n);
#else
    snprintf(text, 40, "%s %d, %s", TEXT(WORD), n, more());
#endif
    return text;
}
