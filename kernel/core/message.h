/*
 * The message info word (abi/message.h) taken apart and put together, by arithmetic only.
 */
#pragma once
#include "abi/message.h"

struct message_info {
    uint64_t label;             /* 0 .. 2^52-1 */
    uint64_t unwrapped;         /* 0 .. 7 */
    uint64_t extra;             /* 0 .. MSG_MAX_EXTRA */
    uint64_t length;            /* 0 .. MSG_MAX_LENGTH */
};

#define MSG_LABEL_LIMIT 0x10000000000000u

/* Any word is an info word: a length beyond the limit counts as the limit. */
static inline struct message_info message_decode(uint64_t w)
{
    uint64_t length = w % MSG_LENGTH_LIMIT;
    return (struct message_info){
        .label = w / MSG_LABEL_FACTOR,
        .unwrapped = w / MSG_UNWRAP_FACTOR % (MSG_LABEL_FACTOR / MSG_UNWRAP_FACTOR),
        .extra = w / MSG_EXTRA_FACTOR % (MSG_UNWRAP_FACTOR / MSG_EXTRA_FACTOR),
        .length = length <= MSG_MAX_LENGTH ? length : MSG_MAX_LENGTH,
    };
}

/* Fields in their ranges, except that the label loses what does not fit. */
static inline uint64_t message_encode(struct message_info info)
{
    return info.label % MSG_LABEL_LIMIT * MSG_LABEL_FACTOR + info.unwrapped * MSG_UNWRAP_FACTOR +
           info.extra * MSG_EXTRA_FACTOR + info.length;
}
