m4_divert(-1)
m4_dnl Receiving end of Mailbox.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <kdl/thread.h>

int k_interface()_fetch(void);

/* wait for a number; the sender may write at any time: read once, check, then use */
int k_interface()_fetch(void)
{
    int number;

    kdl_flush();
    (void)kdl_wait(k_bell_slot());
    number = __atomic_load_n((const int *)k_box_address(), __ATOMIC_ACQUIRE);
    return number > k_set_limit() ? k_set_limit() : number;
}
