/*
 * Invocations of kernel objects, one inline function for each line of kernel/abi/invocations.def:
 *
 *     uint64_t kdl_<stub>(struct ipc_buffer *ipc, cptr_t service, words..., capabilities...,
 *                         uint64_t *results...)
 *
 * The value is the label of the reply, enum kdl_error. A result pointer may be NULL. ipc is the
 * calling thread's own IPC buffer; it is touched only where capabilities or long payloads travel.
 * Freestanding.
 */
#pragma once
#include <stddef.h>

#include "syscall.h"

enum kdl_error {
#define ERROR(number, id, text) KDL_ERROR_##id = number,
#include "kernel/abi/errors.def"
#undef ERROR
};

enum kdl_invocation {
#define INVOCATION(number, id, stub, type, words, caps, results, text) KDL_INVOCATION_##id = number,
#include "kernel/abi/invocations.def"
#undef INVOCATION
};

enum kdl_object {
#define OBJECT(number, id, name, bits, text) KDL_OBJECT_##id = number,
#include "kernel/abi/objects.def"
#undef OBJECT
};

/* KDL_EACH(f, (a, b, c)) expands to f(a) f(b) f(c); up to 8 */
#define KDL_EACH(f, list) KDL_EACH_OF(f, KDL_UNPACK list)
#define KDL_UNPACK(...) __VA_ARGS__
#define KDL_EACH_OF(f, ...) KDL_EACH_COUNTED(KDL_COUNT(__VA_ARGS__), f __VA_OPT__(,) __VA_ARGS__)
#define KDL_EACH_COUNTED(n, f, ...) KDL_EACH_N(n, f __VA_OPT__(,) __VA_ARGS__)
#define KDL_EACH_N(n, f, ...) KDL_EACH_##n(f __VA_OPT__(,) __VA_ARGS__)
#define KDL_EACH_0(f)
#define KDL_EACH_1(f, a) f(a)
#define KDL_EACH_2(f, a, ...) f(a) KDL_EACH_1(f, __VA_ARGS__)
#define KDL_EACH_3(f, a, ...) f(a) KDL_EACH_2(f, __VA_ARGS__)
#define KDL_EACH_4(f, a, ...) f(a) KDL_EACH_3(f, __VA_ARGS__)
#define KDL_EACH_5(f, a, ...) f(a) KDL_EACH_4(f, __VA_ARGS__)
#define KDL_EACH_6(f, a, ...) f(a) KDL_EACH_5(f, __VA_ARGS__)
#define KDL_EACH_7(f, a, ...) f(a) KDL_EACH_6(f, __VA_ARGS__)
#define KDL_EACH_8(f, a, ...) f(a) KDL_EACH_7(f, __VA_ARGS__)
#define KDL_COUNT(...) KDL_NINTH(0 __VA_OPT__(,) __VA_ARGS__, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define KDL_NINTH(zero, a, b, c, d, e, f, g, h, n, ...) n

#define KDL_WORD_FORMAL(x) , uint64_t x
#define KDL_CAP_FORMAL(x) , cptr_t x
#define KDL_RESULT_FORMAL(x) , uint64_t *x
#define KDL_ACTUAL(x) x,
#define KDL_ONE(x) +1
#define KDL_PASS_CAP(x) ipc->caps_or_badges[kdl_caps++] = x;
#define KDL_TAKE_RESULT(x) if (x) *x = kdl_reply.word[kdl_results]; kdl_results++;

#define INVOCATION(number, id, stub, type, words, caps, results, text)                        \
    static inline uint64_t kdl_##stub(struct ipc_buffer *ipc, cptr_t service                  \
                                      KDL_EACH(KDL_WORD_FORMAL, words)                        \
                                      KDL_EACH(KDL_CAP_FORMAL, caps)                          \
                                      KDL_EACH(KDL_RESULT_FORMAL, results))                   \
    {                                                                                         \
        const uint64_t kdl_words[MSG_REGISTERS] = {KDL_EACH(KDL_ACTUAL, words)};              \
        struct kdl_message kdl_reply;                                                         \
        unsigned kdl_caps = 0, kdl_results = 0;                                               \
                                                                                              \
        (void)ipc;                                                                            \
        KDL_EACH(KDL_PASS_CAP, caps)                                                          \
        kdl_reply = kdl_call(service, kdl_info(number, kdl_caps, 0 KDL_EACH(KDL_ONE, words)), \
                             kdl_words);                                                      \
        KDL_EACH(KDL_TAKE_RESULT, results)                                                    \
        (void)kdl_results;                                                                    \
        return kdl_info_label(kdl_reply.info);                                                \
    }
#include "kernel/abi/invocations.def"
#undef INVOCATION

#undef KDL_WORD_FORMAL
#undef KDL_CAP_FORMAL
#undef KDL_RESULT_FORMAL
#undef KDL_ACTUAL
#undef KDL_ONE
#undef KDL_PASS_CAP
#undef KDL_TAKE_RESULT

/*
 * Four invocations carry a payload of variable length behind their words; the functions above
 * send them without it, these send them whole.
 */

/* message of length words: the first 8 as given, the rest already in ipc->msg[8..] */
static inline struct kdl_message kdl_invoke_long(cptr_t service, uint64_t label, uint64_t extra,
                                                 uint64_t length, const uint64_t words[8])
{
    return kdl_call(service, kdl_info(label, extra, length), words);
}

static inline void kdl_set_word(struct ipc_buffer *ipc, uint64_t first[8], size_t i, uint64_t w)
{
    if (i < MSG_REGISTERS)
        first[i] = w;
    else
        ipc->msg[i] = w;
}

/* write count registers: pc sp spsr x0..x30 tpidr_el0 tpidrro_el0; resume: and let it run */
static inline uint64_t kdl_tcb_set_registers(struct ipc_buffer *ipc, cptr_t tcb, bool resume,
                                             const uint64_t *registers, size_t count)
{
    uint64_t first[MSG_REGISTERS] = {resume, count};

    for (size_t i = 0; i < count; i++)
        kdl_set_word(ipc, first, i + 2, registers[i]);
    return kdl_info_label(kdl_invoke_long(tcb, KDL_INVOCATION_TCB_WRITE_REGISTERS, 0,
                                          count + 2, first).info);
}

/* read count registers, in the order of kdl_tcb_set_registers; suspend: and stop it first */
static inline uint64_t kdl_tcb_get_registers(struct ipc_buffer *ipc, cptr_t tcb, bool suspend,
                                             uint64_t *registers, size_t count)
{
    const uint64_t first[MSG_REGISTERS] = {suspend, count};
    struct kdl_message reply = kdl_invoke_long(tcb, KDL_INVOCATION_TCB_READ_REGISTERS, 0, 2,
                                               first);
    size_t got = kdl_info_length(reply.info);

    for (size_t i = 0; i < count && i < got; i++)
        registers[i] = i < MSG_REGISTERS ? reply.word[i] : ipc->msg[i];
    return kdl_info_label(reply.info);
}

#define KDL_CONSOLE_MAX ((MSG_MAX_LENGTH - 1) * 8)

/* up to 8 bytes of text as one word, zero padded */
static inline uint64_t kdl_pack(const char *bytes, size_t count)
{
    uint64_t w = 0;

    for (size_t i = 0; i < count && i < 8; i++)
        w |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
    return w;
}

/* write count <= KDL_CONSOLE_MAX bytes to the kernel's console */
static inline uint64_t kdl_console_print(struct ipc_buffer *ipc, cptr_t console,
                                         const char *bytes, size_t count)
{
    uint64_t first[MSG_REGISTERS] = {count};
    size_t words = (count + 7) / 8;

    for (size_t i = 0; i < words; i++)
        kdl_set_word(ipc, first, i + 1, kdl_pack(bytes + 8 * i, count - 8 * i));
    return kdl_info_label(kdl_invoke_long(console, KDL_INVOCATION_CONSOLE_WRITE, 0, words + 1,
                                          first).info);
}

/* name a thread for the kernel's debug output; cut to 31 bytes */
static inline uint64_t kdl_debug_set_name(struct ipc_buffer *ipc, cptr_t debug, cptr_t tcb,
                                          const char *name)
{
    uint64_t first[MSG_REGISTERS] = {0};
    size_t count = 0;

    while (count < 31 && name[count])
        count++;
    for (size_t i = 0; i < 4; i++)
        first[i] = kdl_pack(name + 8 * i, count > 8 * i ? count - 8 * i : 0);
    ipc->caps_or_badges[0] = tcb;
    return kdl_info_label(kdl_invoke_long(debug, KDL_INVOCATION_DEBUG_NAME_THREAD, 1, 4,
                                          first).info);
}
