#include <helper.h>

int in_c(void)
{
    return IN_C;
}
