#include <camkes.h>

int run(void)
{
    struct Move_both_result both = moves_both((struct Move_both_of){6, 7});
    struct Point start = {1, 2, {12.5, false}}, old = {0}, now;
    struct Point line[] = {{3, 0, {0}}, {9, 0, {0}}, {5, 0, {0}}};
    struct Move_shift_by by = {10, 20};

    now = moves_shift(&start, &by, &old);
    printf("%d and %llu\n", both.sum, (unsigned long long)both.product);
    printf("(%d, %d) was (%d, %d), %.1f, heavy %d, back by (%d, %d)\n", now.x, now.y, old.x, old.y,
           now.mass.weight, now.mass.heavy, by.dx, by.dy);
    printf("longest: %d\n", moves_longest(3, line));
    return 0;
}
