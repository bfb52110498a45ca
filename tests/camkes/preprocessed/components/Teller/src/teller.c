#include <camkes.h>
#include <stdio.h>

int run(void)
{
    printf("%s: %s %d %s\n", get_instance_name(), greeting, number, EXTRA);
    return 0;
}
