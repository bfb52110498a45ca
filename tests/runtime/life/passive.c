/* Has no control thread of its own: its hooks are called all the same. */
#include "check.h"

void pre_init(void)
{
    printf("passive: pre_init in %s\n", get_thread_name());
}

void first__init(void)
{
    printf("passive: first__init in %s\n", get_thread_name());
}

static void heard(void *argument)
{
    printf("passive: heard %s in %s\n", (const char *)argument, get_thread_name());
    printf("passive: not finished");
    assert(argument == NULL);
    printf("never\n");
}

void post_init(void)
{
    printf("passive: post_init, callback %d\n", first_reg_callback(heard, "it"));
}
