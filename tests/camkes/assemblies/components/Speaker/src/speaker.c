#include <camkes.h>
#include <stdio.h>

int run(void)
{
    printf("%s: %s\n", get_instance_name(), words);
    said_emit();
    return 0;
}
