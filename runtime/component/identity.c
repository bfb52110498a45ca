/* Who am I? */
#include "kdl/instance.h"

const char *get_instance_name(void);
const char *get_thread_name(void);
int get_instance_affinity(void);

const char *get_instance_name(void)
{
    return kdl_instance.name;
}

const char *get_thread_name(void)
{
    return kdl_self->name;
}

int get_instance_affinity(void)
{
    return kdl_instance.affinity;
}
