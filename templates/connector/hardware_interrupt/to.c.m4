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
    kdl_interrupt_run(k_ntfn_slot(), k_interface()_handle);
}

int k_interface()_acknowledge(void)
{
    return kdl_irq_handler_ack(kdl_ipc_buffer, k_line_slot()) == KDL_ERROR_NONE ? 0 : -1;
}
