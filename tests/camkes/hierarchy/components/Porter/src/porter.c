#include <camkes.h>
#include <stdio.h>

int order_sell(const char *thing)
{
    printf("%s: has %s sent\n", get_instance_name(), thing);
    return supplier_sell(thing) + 1;
}
