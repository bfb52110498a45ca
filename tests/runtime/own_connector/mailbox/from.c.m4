m4_divert(-1)
m4_dnl Sending end of Mailbox.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>

int k_interface()_post(int number);

/* put a number into the box, over the one that is there; -1: it is too large */
int k_interface()_post(int number)
{
    if (number > k_set_limit())
        return -1;
    __atomic_store_n((int *)k_box_address(), number, __ATOMIC_RELEASE);
    kdl_signal(k_bell_slot());
    return 0;
}
