#include <camkes.h>
#include <stdio.h>

int run(void)
{
    printf("%s paid %d\n", get_instance_name(), shop_sell("tea"));
    printf("%s paid %d\n", get_instance_name(), shop_sell("bread"));
    printf("%s paid %d\n", get_instance_name(), order_sell("sofa"));
    printf("%s paid %d\n", get_instance_name(), kiosk_sell("paper"));
    return 0;
}
