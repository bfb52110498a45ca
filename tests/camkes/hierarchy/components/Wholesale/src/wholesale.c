#include <camkes.h>
#include <stdio.h>

int sell_sell(const char *thing)
{
    printf("%s: sends %s\n", get_instance_name(), thing);
    return 100;
}
