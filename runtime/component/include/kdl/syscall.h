/*
 * System calls, one inline function for each line of kernel/abi/syscalls.def. Freestanding: used
 * by components, by the root task and by the kernel's tests. Needs the top of the tree on the
 * include path.
 *
 * All calls share one register convention, so there are two assembly bodies only: with message
 * words going in, and without. The kernel keeps x19..x30, sp and the FP registers.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "kernel/abi/message.h"

typedef uint64_t cptr_t;            /* address of a capability in the caller's CSpace */

struct kdl_message {
    uint64_t badge;                 /* who sent it, or the word of signals */
    uint64_t info;
    uint64_t word[MSG_REGISTERS];   /* words 8.. are in the IPC buffer */
};

static inline uint64_t kdl_info(uint64_t label, uint64_t extra, uint64_t length)
{
    return label * MSG_LABEL_FACTOR + extra * MSG_EXTRA_FACTOR + length;
}

static inline uint64_t kdl_info_label(uint64_t info)
{
    return info / MSG_LABEL_FACTOR;
}

static inline uint64_t kdl_info_length(uint64_t info)
{
    return info % MSG_LENGTH_LIMIT;
}

static inline uint64_t kdl_info_extra(uint64_t info)
{
    return info / MSG_EXTRA_FACTOR % (MSG_MAX_EXTRA + 1);
}

static inline uint64_t kdl_info_unwrapped(uint64_t info)
{
    return info / MSG_UNWRAP_FACTOR % (1u << MSG_MAX_EXTRA);
}

/*
 * Whatever its register happens to hold, for no instruction: a word that nobody reads. The kernel
 * hands on as many words as a message counts and no more, so that none of them gets away.
 */
static inline __attribute__((always_inline)) uint64_t kdl_any(void)
{
    uint64_t value;

    __asm__ volatile("" : "=r"(value));
    return value;
}

/* the words of a message from that one on are not wanted */
static inline __attribute__((always_inline)) void kdl_drop_words(uint64_t words[8], unsigned from)
{
#pragma GCC unroll 8
    for (unsigned i = from; i < MSG_REGISTERS; i++)
        words[i] = kdl_any();
}

#define KDL_CLOBBERS "x12", "x13", "x14", "x15", "x16", "x17", "x18", "cc", "memory"

/*
 * kdl_svc_x(cap, info, words, reply, other): words[0..7] go in; reply is the reply object that is
 * used or filled, other the send capability of the two combined calls.
 * kdl_svc_x_bare(cap, info, reply): no words go in.
 */
#define SYSCALL(number, id, name, text)                                                       \
    static inline __attribute__((always_inline)) struct kdl_message                           \
    kdl_svc_##name(cptr_t cap, uint64_t info, const uint64_t *words, cptr_t reply, cptr_t other) \
    {                                                                                         \
        register uint64_t x0 __asm__("x0") = cap;                                             \
        register uint64_t x1 __asm__("x1") = info;                                            \
        register uint64_t x2 __asm__("x2") = words[0];                                        \
        register uint64_t x3 __asm__("x3") = words[1];                                        \
        register uint64_t x4 __asm__("x4") = words[2];                                        \
        register uint64_t x5 __asm__("x5") = words[3];                                        \
        register uint64_t x6 __asm__("x6") = words[4];                                        \
        register uint64_t x7 __asm__("x7") = words[5];                                        \
        register uint64_t x8 __asm__("x8") = words[6];                                        \
        register uint64_t x9 __asm__("x9") = words[7];                                        \
        register uint64_t x10 __asm__("x10") = reply;                                         \
        register uint64_t x11 __asm__("x11") = other;                                         \
                                                                                              \
        __asm__ volatile("svc #" #number                                                      \
                         : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5),        \
                           "+r"(x6), "+r"(x7), "+r"(x8), "+r"(x9), "+r"(x10), "+r"(x11)       \
                         : : KDL_CLOBBERS);                                                   \
        return (struct kdl_message){x0, x1, {x2, x3, x4, x5, x6, x7, x8, x9}};                \
    }                                                                                         \
                                                                                              \
    static inline __attribute__((always_inline)) struct kdl_message                           \
    kdl_svc_##name##_bare(cptr_t cap, uint64_t info, cptr_t reply)                            \
    {                                                                                         \
        register uint64_t x0 __asm__("x0") = cap;                                             \
        register uint64_t x1 __asm__("x1") = info;                                            \
        register uint64_t x2 __asm__("x2");                                                   \
        register uint64_t x3 __asm__("x3");                                                   \
        register uint64_t x4 __asm__("x4");                                                   \
        register uint64_t x5 __asm__("x5");                                                   \
        register uint64_t x6 __asm__("x6");                                                   \
        register uint64_t x7 __asm__("x7");                                                   \
        register uint64_t x8 __asm__("x8");                                                   \
        register uint64_t x9 __asm__("x9");                                                   \
        register uint64_t x10 __asm__("x10") = reply;                                         \
                                                                                              \
        __asm__ volatile("svc #" #number                                                      \
                         : "+r"(x0), "+r"(x1), "=r"(x2), "=r"(x3), "=r"(x4), "=r"(x5),        \
                           "=r"(x6), "=r"(x7), "=r"(x8), "=r"(x9), "+r"(x10)                  \
                         : : "x11", KDL_CLOBBERS);                                            \
        return (struct kdl_message){x0, x1, {x2, x3, x4, x5, x6, x7, x8, x9}};                \
    }
#include "kernel/abi/syscalls.def"
#undef SYSCALL
#undef KDL_CLOBBERS

/* send, then wait for the answer */
static inline struct kdl_message kdl_call(cptr_t cap, uint64_t info, const uint64_t words[8])
{
    return kdl_svc_call(cap, info, words, kdl_any(), kdl_any());
}

/* block until a receiver has taken the message */
static inline void kdl_send(cptr_t cap, uint64_t info, const uint64_t words[8])
{
    (void)kdl_svc_send(cap, info, words, kdl_any(), kdl_any());
}

/* drop the message unless a receiver waits */
static inline void kdl_nb_send(cptr_t cap, uint64_t info, const uint64_t words[8])
{
    (void)kdl_svc_nb_send(cap, info, words, kdl_any(), kdl_any());
}

/* receive; if the sender called, reply holds the way back to it */
static inline struct kdl_message kdl_recv(cptr_t cap, cptr_t reply)
{
    return kdl_svc_recv_bare(cap, 0, reply);
}

/* as kdl_recv, but badge 0 when nobody sends */
static inline struct kdl_message kdl_nb_recv(cptr_t cap, cptr_t reply)
{
    return kdl_svc_nb_recv_bare(cap, 0, reply);
}

/* answer the caller that reply holds, then receive as kdl_recv */
static inline struct kdl_message kdl_reply_recv(cptr_t cap, uint64_t info,
                                                const uint64_t words[8], cptr_t reply)
{
    return kdl_svc_reply_recv(cap, info, words, reply, kdl_any());
}

/* answer the caller that a reply object holds */
static inline void kdl_reply(cptr_t reply, uint64_t info, const uint64_t words[8])
{
    (void)kdl_svc_send(reply, info, words, kdl_any(), kdl_any());
}

/* non-blocking send to other, then receive from cap */
static inline struct kdl_message kdl_nb_send_recv(cptr_t other, uint64_t info,
                                                  const uint64_t words[8], cptr_t cap,
                                                  cptr_t reply)
{
    return kdl_svc_nb_send_recv(cap, info, words, reply, other);
}

/* non-blocking send to other, then wait on cap */
static inline struct kdl_message kdl_nb_send_wait(cptr_t other, uint64_t info,
                                                  const uint64_t words[8], cptr_t cap)
{
    return kdl_svc_nb_send_wait(cap, info, words, kdl_any(), other);
}

/* receive without a reply object; on a notification: the signals, as badge */
static inline struct kdl_message kdl_wait(cptr_t cap)
{
    return kdl_svc_wait_bare(cap, 0, 0);
}

/* as kdl_wait, but badge 0 at once when there is nothing */
static inline struct kdl_message kdl_nb_wait(cptr_t cap)
{
    return kdl_svc_nb_wait_bare(cap, 0, 0);
}

static inline struct kdl_message kdl_poll(cptr_t cap)
{
    return kdl_nb_wait(cap);
}

static inline void kdl_signal(cptr_t notification)
{
    (void)kdl_svc_send_bare(notification, 0, 0);
}

static inline void kdl_yield(void)
{
    (void)kdl_svc_yield_bare(0, 0, 0);
}
