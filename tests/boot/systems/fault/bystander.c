/* Runs at a lower priority, so behind the faults of the others. */
#include <camkes.h>
#include <stdio.h>

int run(void)
{
    for (int i = 1; i <= 3; i++)
        printf("bystander: still here, %d\n", i);
    return 0;
}
