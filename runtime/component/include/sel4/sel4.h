/*
 * The names of seL4 that component code uses, for this kernel. Message words live in the IPC
 * buffer: those that travel in registers are copied there and back.
 */
#pragma once
#include <stdint.h>

#include "kdl/invoke.h"
#include "kdl/thread.h"

typedef uint64_t seL4_Word;
typedef int64_t seL4_SWord;
typedef uint8_t seL4_Uint8;
typedef uint16_t seL4_Uint16;
typedef uint32_t seL4_Uint32;
typedef uint64_t seL4_Uint64;
typedef int8_t seL4_Int8;
typedef int16_t seL4_Int16;
typedef int32_t seL4_Int32;
typedef int64_t seL4_Int64;
typedef int8_t seL4_Bool;
typedef cptr_t seL4_CPtr;
typedef cptr_t seL4_CNode, seL4_TCB, seL4_SchedContext, seL4_IRQHandler, seL4_Untyped;
typedef uint64_t seL4_Time, seL4_PAddr;
typedef struct ipc_buffer seL4_IPCBuffer;
typedef struct seL4_MessageInfo { seL4_Word words[1]; } seL4_MessageInfo_t;

enum { seL4_False, seL4_True };
enum { seL4_CapNull = 0, seL4_WordBits = 64, seL4_PageBits = 12,
       seL4_MsgMaxLength = MSG_MAX_LENGTH, seL4_MsgMaxExtraCaps = MSG_MAX_EXTRA };

typedef enum {
    seL4_NoError, seL4_InvalidArgument, seL4_InvalidCapability, seL4_IllegalOperation,
    seL4_RangeError, seL4_AlignmentError, seL4_FailedLookup, seL4_TruncatedMessage,
    seL4_DeleteFirst, seL4_RevokeFirst, seL4_NotEnoughMemory,
} seL4_Error;
_Static_assert((int)seL4_NotEnoughMemory == (int)KDL_ERROR_NOT_ENOUGH_MEMORY, "the same errors");

/* ---- messages ---- */

static inline seL4_MessageInfo_t seL4_MessageInfo_new(seL4_Word label, seL4_Word unwrapped,
                                                      seL4_Word extra, seL4_Word length)
{
    return (seL4_MessageInfo_t){{kdl_info(label, extra, length) + unwrapped * MSG_UNWRAP_FACTOR}};
}

static inline seL4_Word seL4_MessageInfo_get_label(seL4_MessageInfo_t info)
{
    return kdl_info_label(info.words[0]);
}

static inline seL4_Word seL4_MessageInfo_get_length(seL4_MessageInfo_t info)
{
    return kdl_info_length(info.words[0]);
}

static inline seL4_Word seL4_MessageInfo_get_extraCaps(seL4_MessageInfo_t info)
{
    return kdl_info_extra(info.words[0]);
}

static inline seL4_Word seL4_MessageInfo_get_capsUnwrapped(seL4_MessageInfo_t info)
{
    return kdl_info_unwrapped(info.words[0]);
}

static inline seL4_MessageInfo_t seL4_MessageInfo_set_length(seL4_MessageInfo_t info,
                                                             seL4_Word length)
{
    return seL4_MessageInfo_new(seL4_MessageInfo_get_label(info), 0,
                                seL4_MessageInfo_get_extraCaps(info), length);
}

static inline seL4_IPCBuffer *seL4_GetIPCBuffer(void)
{
    return kdl_ipc_buffer;
}

static inline seL4_Word seL4_GetMR(int i)
{
    return kdl_ipc_buffer->msg[i];
}

static inline void seL4_SetMR(int i, seL4_Word word)
{
    kdl_ipc_buffer->msg[i] = word;
}

static inline seL4_CPtr seL4_GetCap(int i)
{
    return kdl_ipc_buffer->caps_or_badges[i];
}

static inline void seL4_SetCap(int i, seL4_CPtr cap)
{
    kdl_ipc_buffer->caps_or_badges[i] = cap;
}

static inline seL4_Word seL4_GetBadge(int i)
{
    return kdl_ipc_buffer->caps_or_badges[i];
}

/* what has arrived: its words to the IPC buffer */
static inline seL4_MessageInfo_t kdl_sel4_arrived(const struct kdl_message *m, seL4_Word *sender)
{
    seL4_Word length = kdl_info_length(m->info);

    for (unsigned i = 0; i < MSG_REGISTERS && i < length; i++)
        kdl_ipc_buffer->msg[i] = m->word[i];
    if (sender)
        *sender = m->badge;
    return (seL4_MessageInfo_t){{m->info}};
}

/* ---- system calls ---- */

static inline void seL4_Yield(void)
{
    kdl_yield();
}

static inline void seL4_Signal(seL4_CPtr notification)
{
    kdl_signal(notification);
}

static inline void seL4_Notify(seL4_CPtr notification, seL4_Word ignored)
{
    (void)ignored;
    kdl_signal(notification);
}

static inline seL4_MessageInfo_t seL4_Wait(seL4_CPtr source, seL4_Word *sender)
{
    struct kdl_message m;

    kdl_flush();
    m = kdl_wait(source);
    return kdl_sel4_arrived(&m, sender);
}

static inline seL4_MessageInfo_t seL4_Poll(seL4_CPtr source, seL4_Word *sender)
{
    struct kdl_message m = kdl_poll(source);

    return kdl_sel4_arrived(&m, sender);
}

/* the way back to a caller is in the thread's own reply object, if it has one */
static inline seL4_MessageInfo_t seL4_Recv(seL4_CPtr source, seL4_Word *sender)
{
    struct kdl_message m;

    kdl_flush();
    m = kdl_self->reply ? kdl_recv(source, kdl_self->reply) : kdl_wait(source);
    return kdl_sel4_arrived(&m, sender);
}

static inline seL4_MessageInfo_t seL4_NBRecv(seL4_CPtr source, seL4_Word *sender)
{
    struct kdl_message m = kdl_self->reply ? kdl_nb_recv(source, kdl_self->reply)
                                           : kdl_nb_wait(source);

    return kdl_sel4_arrived(&m, sender);
}

static inline void seL4_Send(seL4_CPtr destination, seL4_MessageInfo_t info)
{
    kdl_send(destination, info.words[0], kdl_ipc_buffer->msg);
}

static inline void seL4_NBSend(seL4_CPtr destination, seL4_MessageInfo_t info)
{
    kdl_nb_send(destination, info.words[0], kdl_ipc_buffer->msg);
}

static inline seL4_MessageInfo_t seL4_Call(seL4_CPtr destination, seL4_MessageInfo_t info)
{
    struct kdl_message m = kdl_call(destination, info.words[0], kdl_ipc_buffer->msg);

    return kdl_sel4_arrived(&m, NULL);
}

static inline void seL4_Reply(seL4_MessageInfo_t info)
{
    kdl_reply(kdl_self->reply, info.words[0], kdl_ipc_buffer->msg);
}

static inline seL4_MessageInfo_t seL4_ReplyRecv(seL4_CPtr source, seL4_MessageInfo_t info,
                                                seL4_Word *sender)
{
    struct kdl_message m = kdl_reply_recv(source, info.words[0], kdl_ipc_buffer->msg,
                                          kdl_self->reply);

    return kdl_sel4_arrived(&m, sender);
}

static inline int seL4_IRQHandler_Ack(seL4_IRQHandler handler)
{
    return (int)kdl_irq_handler_ack(kdl_ipc_buffer, handler);
}

/* ---- printing without a C library ---- */

void seL4_DebugPutChar(char c);
void seL4_DebugPutString(char *text);

static inline void seL4_DebugNameThread(seL4_CPtr tcb, const char *name)
{
    (void)tcb, (void)name;
}
