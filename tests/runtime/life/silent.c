/* Has no console: what it prints goes nowhere, and it comes back. */
#include <camkes.h>

int run(void)
{
    for (int i = 0; i < 100; i++)
        printf("silent: never seen %d\n", i);
    return 0;
}
