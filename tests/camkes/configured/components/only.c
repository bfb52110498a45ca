/* the header in which only names between @ have been filled in, and quotes are as C wants them */
#include <stdio.h>

#include "only/names.h"

void only(void);

void only(void)
{
    printf("%s %s\n", "" RAW_TEXT, TWICE);
}
