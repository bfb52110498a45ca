#include <camkes.h>
#include <stdio.h>

int run(void)
{
    printf("caller: it is my turn\n");
    call_emit();
    return 0;
}
