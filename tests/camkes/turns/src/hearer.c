#include <camkes.h>
#include <stdio.h>

int run(void)
{
    call_wait();
    printf("hearer: and now mine\n");
    return 0;
}
