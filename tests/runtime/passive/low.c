#include <camkes.h>

/* runs when nobody else can */
int run(void)
{
    ran_emit();
    return 0;
}
