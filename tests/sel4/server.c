/* A server with spaces of its own, written for libsel4 alone. */
#include "shared.h"

__thread struct ipc_buffer *kdl_ipc_buffer;
__thread const struct kdl_thread *kdl_self;
__thread size_t kdl_line_length;
void kdl_flush_line(void) {}
_Noreturn void server_main(void);

static seL4_MessageInfo_t answer(seL4_Word word)
{
    seL4_SetMR(0, word);
    return seL4_MessageInfo_new(0, 0, 0, 1);
}

static seL4_MessageInfo_t serve(seL4_MessageInfo_t info, seL4_Word badge)
{
    seL4_Word sum = 0, length = seL4_MessageInfo_get_length(info);

    switch (seL4_MessageInfo_get_label(info)) {
    case OP_ADD:
        return answer(seL4_GetMR(0) + seL4_GetMR(1) + badge);
    case OP_TOUCH:
        return answer(*(volatile seL4_Word *)SERVER_HOLE);
    case OP_BREAK:
        __asm__ volatile("brk #3");
        return answer(0xb0b);
    case OP_SIGNAL:
        seL4_Signal(SERVER_NOTIFICATION);
        return answer(0);
    case OP_LONG:
        for (seL4_Word i = 0; i < length; i++)
            sum += seL4_GetMR((int)i);
        for (seL4_Word i = 0; i < length; i++)
            seL4_SetMR((int)i, sum + i);
        return seL4_MessageInfo_set_label(seL4_MessageInfo_new(0, 0, 0, length), 77);
    case OP_TAKE:                               /* signal whatever came with the message */
        if (seL4_MessageInfo_get_extraCaps(info) != 1)
            return answer(1);
        seL4_Signal(SERVER_RECEIVED);
        return answer(seL4_CNode_Delete(SERVER_CNODE, SERVER_RECEIVED, 64) ? 2 : 0);
    }
    return answer(99);
}

void server_main(void)
{
    static seL4_Word tls[16] __attribute__((aligned(16)));
    seL4_MessageInfo_t info;
    seL4_Word badge;

    __asm__ volatile("msr tpidr_el0, %0" : : "r"(tls) : "memory");
    seL4_SetIPCBuffer((seL4_IPCBuffer *)SERVER_BUFFER);
    seL4_SetCapReceivePath(SERVER_CNODE, SERVER_RECEIVED, 64);
    info = seL4_Recv(SERVER_EP, &badge, SERVER_REPLY);
    for (;;)
        info = seL4_ReplyRecv(SERVER_EP, serve(info, badge), &badge, SERVER_REPLY);
}
