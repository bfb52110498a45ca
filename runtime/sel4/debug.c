/* Debug output of a root task: the kernel's console, and what only debug kernels have. */
#include <sel4/sel4.h>

void seL4_DebugPutString(char *text)
{
    while (*text) {
        size_t count = 0;
        while (count < KDL_CONSOLE_MAX && text[count])
            count++;
        kdl_console_print(kdl_ipc_buffer, ROOT_SLOT_CONSOLE, text, count);
        text += count;
    }
}

void seL4_DebugPutChar(char c)
{
    kdl_console_print(kdl_ipc_buffer, ROOT_SLOT_CONSOLE, &c, 1);
}

void seL4_DebugNameThread(seL4_CPtr tcb, const char *name)
{
    kdl_debug_set_name(kdl_ipc_buffer, ROOT_SLOT_DEBUG, tcb, name);
}

seL4_Uint32 seL4_DebugCapIdentify(seL4_CPtr cap)
{
    seL4_Word type = 0;
    kdl_debug_cap_identify(kdl_ipc_buffer, ROOT_SLOT_DEBUG, cap, &type);
    return (seL4_Uint32)type;
}

void seL4_DebugDumpScheduler(void)
{
    kdl_debug_dump_scheduler(kdl_ipc_buffer, ROOT_SLOT_DEBUG);
}

void seL4_DebugSnapshot(void)
{
    kdl_debug_dump(kdl_ipc_buffer, ROOT_SLOT_DEBUG);
}

/* The simulator ends; elsewhere the thread stops. */
_Noreturn void seL4_DebugHalt(void)
{
    kdl_debug_exit(kdl_ipc_buffer, ROOT_SLOT_DEBUG, 0);
    for (;;)
        kdl_tcb_suspend(kdl_ipc_buffer, ROOT_SLOT_TCB);
}
