/*
 * System calls. Here message words 0 to 7 travel in registers and the others in the IPC buffer;
 * with libsel4 all of them are in the buffer, so the first eight are copied there and back. The
 * calls with MRs pass the first four words by pointers, which may be NULL.
 *
 * seL4_Recv, NBRecv and ReplyRecv take a reply object last. Without it they mean the one that the
 * runtime gave to this thread, as code written for seL4 without MCS expects.
 */
#pragma once
#include <sel4/functions.h>

/* ---- messages in and out ---- */

#define KDL_SEL4_MRS 4

LIBSEL4_INLINE seL4_MessageInfo_t kdl_sel4_arrived(const struct kdl_message *m, seL4_Word *sender)
{
    seL4_Word length = kdl_info_length(m->info);

    for (unsigned i = 0; i < MSG_REGISTERS && i < length; i++)
        seL4_SetMR((int)i, m->word[i]);
    if (sender)
        *sender = m->badge;
    return (seL4_MessageInfo_t){{m->info}};
}

#define KDL_SEL4_PARAMETERS seL4_Word *mr0, seL4_Word *mr1, seL4_Word *mr2, seL4_Word *mr3
#define KDL_SEL4_LIST mr0, mr1, mr2, mr3

LIBSEL4_INLINE void kdl_sel4_put(KDL_SEL4_PARAMETERS)
{
    seL4_Word *const mrs[KDL_SEL4_MRS] = {KDL_SEL4_LIST};

    for (int i = 0; i < KDL_SEL4_MRS; i++)
        if (mrs[i])
            seL4_SetMR(i, *mrs[i]);
}

LIBSEL4_INLINE seL4_MessageInfo_t kdl_sel4_got(const struct kdl_message *m, seL4_Word *sender,
                                               KDL_SEL4_PARAMETERS)
{
    seL4_Word *const mrs[KDL_SEL4_MRS] = {KDL_SEL4_LIST};

    for (int i = 0; i < KDL_SEL4_MRS; i++)
        if (mrs[i])
            *mrs[i] = m->word[i];
    return kdl_sel4_arrived(m, sender);
}

/* ---- sending ---- */

LIBSEL4_INLINE void seL4_Send(seL4_CPtr destination, seL4_MessageInfo_t info)
{
    kdl_send(destination, info.words[0], kdl_ipc_buffer->msg);
}

LIBSEL4_INLINE void seL4_SendWithMRs(seL4_CPtr destination, seL4_MessageInfo_t info,
                                     KDL_SEL4_PARAMETERS)
{
    kdl_sel4_put(KDL_SEL4_LIST);
    seL4_Send(destination, info);
}

LIBSEL4_INLINE void seL4_NBSend(seL4_CPtr destination, seL4_MessageInfo_t info)
{
    kdl_nb_send(destination, info.words[0], kdl_ipc_buffer->msg);
}

LIBSEL4_INLINE void seL4_NBSendWithMRs(seL4_CPtr destination, seL4_MessageInfo_t info,
                                       KDL_SEL4_PARAMETERS)
{
    kdl_sel4_put(KDL_SEL4_LIST);
    seL4_NBSend(destination, info);
}

LIBSEL4_INLINE seL4_MessageInfo_t seL4_Call(seL4_CPtr destination, seL4_MessageInfo_t info)
{
    struct kdl_message m = kdl_call(destination, info.words[0], kdl_ipc_buffer->msg);

    return kdl_sel4_arrived(&m, NULL);
}

LIBSEL4_INLINE seL4_MessageInfo_t seL4_CallWithMRs(seL4_CPtr destination, seL4_MessageInfo_t info,
                                                   KDL_SEL4_PARAMETERS)
{
    struct kdl_message m;

    kdl_sel4_put(KDL_SEL4_LIST);
    m = kdl_call(destination, info.words[0], kdl_ipc_buffer->msg);
    return kdl_sel4_got(&m, NULL, KDL_SEL4_LIST);
}

LIBSEL4_INLINE void seL4_Signal(seL4_CPtr notification)
{
    kdl_signal(notification);
}

LIBSEL4_INLINE void seL4_Notify(seL4_CPtr notification, seL4_Word ignored)
{
    (void)ignored;
    kdl_signal(notification);
}

LIBSEL4_INLINE void seL4_Yield(void)
{
    kdl_yield();
}

/* ---- receiving ---- */

LIBSEL4_INLINE seL4_MessageInfo_t seL4_Wait(seL4_CPtr source, seL4_Word *sender)
{
    struct kdl_message m;

    kdl_flush();
    m = kdl_wait(source);
    return kdl_sel4_arrived(&m, sender);
}

LIBSEL4_INLINE seL4_MessageInfo_t seL4_WaitWithMRs(seL4_CPtr source, seL4_Word *sender,
                                                   KDL_SEL4_PARAMETERS)
{
    struct kdl_message m = kdl_wait(source);

    return kdl_sel4_got(&m, sender, KDL_SEL4_LIST);
}

LIBSEL4_INLINE seL4_MessageInfo_t seL4_NBWait(seL4_CPtr source, seL4_Word *sender)
{
    struct kdl_message m = kdl_nb_wait(source);

    return kdl_sel4_arrived(&m, sender);
}

LIBSEL4_INLINE seL4_MessageInfo_t seL4_Poll(seL4_CPtr source, seL4_Word *sender)
{
    return seL4_NBWait(source, sender);
}

LIBSEL4_INLINE seL4_MessageInfo_t (seL4_Recv)(seL4_CPtr source, seL4_Word *sender,
                                              seL4_CPtr reply)
{
    struct kdl_message m;

    kdl_flush();
    m = kdl_recv(source, reply);
    return kdl_sel4_arrived(&m, sender);
}

LIBSEL4_INLINE seL4_MessageInfo_t seL4_RecvWithMRs(seL4_CPtr source, seL4_Word *sender,
                                                   KDL_SEL4_PARAMETERS, seL4_CPtr reply)
{
    struct kdl_message m = kdl_recv(source, reply);

    return kdl_sel4_got(&m, sender, KDL_SEL4_LIST);
}

LIBSEL4_INLINE seL4_MessageInfo_t (seL4_NBRecv)(seL4_CPtr source, seL4_Word *sender,
                                                seL4_CPtr reply)
{
    struct kdl_message m = kdl_nb_recv(source, reply);

    return kdl_sel4_arrived(&m, sender);
}

/* ---- both at once ---- */

LIBSEL4_INLINE seL4_MessageInfo_t (seL4_ReplyRecv)(seL4_CPtr source, seL4_MessageInfo_t info,
                                                   seL4_Word *sender, seL4_CPtr reply)
{
    struct kdl_message m = kdl_reply_recv(source, info.words[0], kdl_ipc_buffer->msg, reply);

    return kdl_sel4_arrived(&m, sender);
}

LIBSEL4_INLINE seL4_MessageInfo_t seL4_ReplyRecvWithMRs(seL4_CPtr source, seL4_MessageInfo_t info,
                                                        seL4_Word *sender, KDL_SEL4_PARAMETERS,
                                                        seL4_CPtr reply)
{
    struct kdl_message m;

    kdl_sel4_put(KDL_SEL4_LIST);
    m = kdl_reply_recv(source, info.words[0], kdl_ipc_buffer->msg, reply);
    return kdl_sel4_got(&m, sender, KDL_SEL4_LIST);
}

LIBSEL4_INLINE seL4_MessageInfo_t seL4_NBSendRecv(seL4_CPtr destination, seL4_MessageInfo_t info,
                                                  seL4_CPtr source, seL4_Word *sender,
                                                  seL4_CPtr reply)
{
    struct kdl_message m = kdl_nb_send_recv(destination, info.words[0], kdl_ipc_buffer->msg,
                                            source, reply);

    return kdl_sel4_arrived(&m, sender);
}

LIBSEL4_INLINE seL4_MessageInfo_t
seL4_NBSendRecvWithMRs(seL4_CPtr destination, seL4_MessageInfo_t info, seL4_CPtr source,
                       seL4_Word *sender, KDL_SEL4_PARAMETERS, seL4_CPtr reply)
{
    struct kdl_message m;

    kdl_sel4_put(KDL_SEL4_LIST);
    m = kdl_nb_send_recv(destination, info.words[0], kdl_ipc_buffer->msg, source, reply);
    return kdl_sel4_got(&m, sender, KDL_SEL4_LIST);
}

LIBSEL4_INLINE seL4_MessageInfo_t seL4_NBSendWait(seL4_CPtr destination, seL4_MessageInfo_t info,
                                                  seL4_CPtr source, seL4_Word *sender)
{
    struct kdl_message m = kdl_nb_send_wait(destination, info.words[0], kdl_ipc_buffer->msg,
                                            source);

    return kdl_sel4_arrived(&m, sender);
}

LIBSEL4_INLINE seL4_MessageInfo_t
seL4_NBSendWaitWithMRs(seL4_CPtr destination, seL4_MessageInfo_t info, seL4_CPtr source,
                       seL4_Word *sender, KDL_SEL4_PARAMETERS)
{
    struct kdl_message m;

    kdl_sel4_put(KDL_SEL4_LIST);
    m = kdl_nb_send_wait(destination, info.words[0], kdl_ipc_buffer->msg, source);
    return kdl_sel4_got(&m, sender, KDL_SEL4_LIST);
}

#undef KDL_SEL4_PARAMETERS
#undef KDL_SEL4_LIST

/* ---- without MCS: the reply object is this thread's own ---- */

LIBSEL4_INLINE seL4_MessageInfo_t kdl_sel4_recv(seL4_CPtr source, seL4_Word *sender)
{
    return kdl_self->reply ? (seL4_Recv)(source, sender, kdl_self->reply)
                           : seL4_Wait(source, sender);
}

LIBSEL4_INLINE seL4_MessageInfo_t kdl_sel4_nb_recv(seL4_CPtr source, seL4_Word *sender)
{
    return kdl_self->reply ? (seL4_NBRecv)(source, sender, kdl_self->reply)
                           : seL4_NBWait(source, sender);
}

LIBSEL4_INLINE seL4_MessageInfo_t kdl_sel4_reply_recv(seL4_CPtr source, seL4_MessageInfo_t info,
                                                      seL4_Word *sender)
{
    return (seL4_ReplyRecv)(source, info, sender, kdl_self->reply);
}

LIBSEL4_INLINE void seL4_Reply(seL4_MessageInfo_t info)
{
    kdl_reply(kdl_self->reply, info.words[0], kdl_ipc_buffer->msg);
}

/* by the number of arguments */
#define KDL_SEL4_THIRD(a, b, c, function, ...) function
#define KDL_SEL4_FOURTH(a, b, c, d, function, ...) function
#define seL4_Recv(...) \
    KDL_SEL4_THIRD(__VA_ARGS__, (seL4_Recv), kdl_sel4_recv, )(__VA_ARGS__)
#define seL4_NBRecv(...) \
    KDL_SEL4_THIRD(__VA_ARGS__, (seL4_NBRecv), kdl_sel4_nb_recv, )(__VA_ARGS__)
#define seL4_ReplyRecv(...) \
    KDL_SEL4_FOURTH(__VA_ARGS__, (seL4_ReplyRecv), kdl_sel4_reply_recv, )(__VA_ARGS__)

/* ---- debugging: what the runtime that the program is linked with makes of it ---- */

void seL4_DebugPutChar(char c);
void seL4_DebugPutString(char *text);
void seL4_DebugNameThread(seL4_CPtr tcb, const char *name);
_Noreturn void seL4_DebugHalt(void);
seL4_Uint32 seL4_DebugCapIdentify(seL4_CPtr cap);   /* 0: none; others: kernel/abi/objects.def */
void seL4_DebugDumpScheduler(void);
void seL4_DebugSnapshot(void);
