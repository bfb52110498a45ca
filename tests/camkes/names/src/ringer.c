#include <camkes.h>

int run(void)
{
    ((char *)memory)[9] = 'm';
    native_emit();
    queue_emit();
    queue_emit();
    bound_emit();
    _control_emit();
    return 0;
}
