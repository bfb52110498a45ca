#include <camkes.h>
#include <stdio.h>

int run(void)
{
    printf("%s: second assembly\n", get_instance_name());
    unheard_emit();
    return 0;
}
