#include "check.h"

int adder_add(int a, int b)
{
    if (strcmp(shared, "front") == 0)
        return (int)strlen(shared) + a + b;
    return adder_get_sender_id() == 1 && a == 1 ? member_add(a, b) : a + b;
}

int run(void)
{
    return 0;
}
