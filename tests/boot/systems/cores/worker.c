/* Whoever brings the sum to what all three make of it says so. */
#include <camkes.h>
#include <stdio.h>

#define CALLS 200

int run(void)
{
    int sum = 0;
    for (int i = 0; i < CALLS; i++)
        sum = counter_add(get_instance_affinity());
    printf("core %d is done\n", get_instance_affinity());
    if (sum == CALLS * (1 + 2 + 3))
        printf("all sums are right\n");
    return 0;
}
