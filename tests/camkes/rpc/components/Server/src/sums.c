#include <camkes.h>
#include <stdlib.h>

int sums_add(int a, int b) { return a + b; }
uint64_t sums_wide(uint64_t a, uint8_t b) { return a + b; }
double sums_half(double x) { return x / 2; }
bool sums_is_even(int x) { return x % 2 == 0; }
char sums_next(char c) { return c + 1; }
int64_t sums_negate(int64_t x) { return -x; }

int sums_total(size_t count, const int *values)
{
    int total = 0;

    for (size_t i = 0; i < count; i++)
        total += values[i];
    return total;
}

void sums_squares(int n, size_t *count, int **values)
{
    *count = n;
    *values = malloc(n * sizeof **values);
    for (int i = 0; i < n; i++)
        (*values)[i] = i * i;
}

void sums_doubled(size_t *count, int **values)
{
    for (size_t i = 0; i < *count; i++)
        (*values)[i] *= 2;
}

void sums_divide(int a, int b, int *quotient, int *remainder)
{
    *quotient = a / b;
    *remainder = a % b;
}
