/* Never run: the audit ends before the components start. */
#include <camkes.h>

int run(void)
{
    return 0;
}
