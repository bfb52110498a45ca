#include <camkes.h>
#include <stdio.h>

int kiosk_sell(const char *thing)
{
    printf("%s: %s for %d coins\n", get_instance_name(), thing, price);
    return price;
}
