#include <camkes.h>

void left__init(void) { printf("the left side opens\n"); }
void right__init(void) { printf("the right side opens\n"); }

void left_ring(const char *who)
{
    printf("on the left: %s\n", who);
    desk_ring(who);
}

void right_ring(const char *who)
{
    printf("on the right: %s\n", who);
    desk_ring(who);
}
