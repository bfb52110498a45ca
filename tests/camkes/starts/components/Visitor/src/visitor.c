#include <camkes.h>

int run(void)
{
    printf("%s rings\n", get_instance_name());
    door_ring(get_instance_name());
    printf("%s is in\n", get_instance_name());
    return 0;
}
