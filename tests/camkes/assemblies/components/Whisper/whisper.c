#include <camkes.h>
#include <stdio.h>

int run(void)
{
    turn_wait();
    printf("%s: second assembly\n", get_instance_name());
    unheard_emit();
    return 0;
}
