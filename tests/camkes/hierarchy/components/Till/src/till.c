#include <camkes.h>
#include <stdio.h>

int sell_sell(const char *thing)
{
    int left = stock_take(thing);

    printf("%s: %s for %d %s, %d left\n", get_instance_name(), thing, price, currency, left);
    return price;
}
