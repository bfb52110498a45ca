m4_divert(-1)
m4_dnl Driving end of HardwareInterrupt.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <kdl/event.h>
#include <kdl/invoke.h>
#include <kdl/thread.h>

int k_interface()__run(void)
{
    kdl_interrupt_run(k_ntfn_slot(), k_line_slot(), k_interface()_handle);
}

int k_interface()_acknowledge(void);
int k_interface()_acknowledge(void)
{
    return kdl_irq_handler_ack(kdl_ipc_buffer, k_line_slot()) == KDL_ERROR_NONE ? 0 : -1;
}

/* an interrupt is handled by k_interface()_handle() and by nothing else */
void k_interface()_wait(void)
{
    assert(!"an interrupt cannot be waited for");
}

int k_interface()_poll(void)
{
    assert(!"an interrupt cannot be polled");
    return 0;
}

int k_interface()_reg_callback(void (*callback)(void *), void *argument)
{
    (void)callback, (void)argument;
    assert(!"an interrupt takes no callback");
    return -1;
}

seL4_CPtr k_interface()_notification(void)
{
    return k_ntfn_slot();
}
