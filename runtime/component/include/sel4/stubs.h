/*
 * One function for each line of kernel/abi/invocations.def, as kdl/invoke.h has them, except that
 * the details of an error are left in the IPC buffer, where code written for libsel4 finds them.
 *
 *     seL4_Error kdl_sel4_<stub>(cptr_t service, words..., capabilities..., uint64_t *results...)
 */
#pragma once
#include <sel4/functions.h>

#define KDL_SEL4_WORD(x) , uint64_t x
#define KDL_SEL4_CAP(x) , cptr_t x
#define KDL_SEL4_RESULT(x) , uint64_t *x
#define KDL_SEL4_ACTUAL(x) x,
#define KDL_SEL4_ONE(x) +1
#define KDL_SEL4_PASS(x) seL4_SetCap((int)kdl_caps++, x);
#define KDL_SEL4_TAKE(x) if (x) *x = kdl_reply.word[kdl_results]; kdl_results++;

LIBSEL4_INLINE seL4_Error kdl_sel4_answer(const struct kdl_message *reply)
{
    seL4_Word error = kdl_info_label(reply->info);

    for (int i = 0; error && i < MSG_REGISTERS; i++)
        seL4_SetMR(i, reply->word[i]);
    return (seL4_Error)error;
}

#define INVOCATION(number, id, stub, type, words, caps, results, text)                        \
    LIBSEL4_INLINE seL4_Error kdl_sel4_##stub(cptr_t service KDL_EACH(KDL_SEL4_WORD, words)   \
                                              KDL_EACH(KDL_SEL4_CAP, caps)                    \
                                              KDL_EACH(KDL_SEL4_RESULT, results))             \
    {                                                                                         \
        const uint64_t kdl_words[MSG_REGISTERS] = {KDL_EACH(KDL_SEL4_ACTUAL, words)};         \
        struct kdl_message kdl_reply;                                                         \
        unsigned kdl_caps = 0, kdl_results = 0;                                               \
                                                                                              \
        KDL_EACH(KDL_SEL4_PASS, caps)                                                         \
        kdl_reply = kdl_call(service, kdl_info(number, kdl_caps,                              \
                                               0 KDL_EACH(KDL_SEL4_ONE, words)), kdl_words);  \
        KDL_EACH(KDL_SEL4_TAKE, results)                                                      \
        (void)kdl_results;                                                                    \
        return kdl_sel4_answer(&kdl_reply);                                                   \
    }
#include "kernel/abi/invocations.def"
#undef INVOCATION

#undef KDL_SEL4_WORD
#undef KDL_SEL4_CAP
#undef KDL_SEL4_RESULT
#undef KDL_SEL4_ACTUAL
#undef KDL_SEL4_ONE
#undef KDL_SEL4_PASS
#undef KDL_SEL4_TAKE
