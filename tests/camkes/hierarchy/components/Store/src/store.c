#include <camkes.h>
#include <stdio.h>

static int left = 10;

int stock_take(const char *thing)
{
    printf("%s: gives %s\n", get_instance_name(), thing);
    return --left;
}
