/* The code of every component of a synthetic system: it is never run. */
#include <camkes.h>

int run(void)
{
    return 0;
}
