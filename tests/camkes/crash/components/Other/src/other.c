#include <camkes.h>
#include <stdio.h>

int run(void)
{
    gone_wait();
    printf("%s: still here\n", get_instance_name());
    return 0;
}
