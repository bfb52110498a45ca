#include <camkes.h>

static int sum;

int sums_add(int n)
{
    return sum += n;
}
