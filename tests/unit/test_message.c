// cflags: -Ikernel
/* Message info words and the map of ready priorities, against their definitions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "kernel/core/message.h"
#include "kernel/core/ready_map.h"

static void every_info_survives(void **state)
{
    static const uint64_t labels[] = {0, 1, 53, 255, 256, 0xfffffffful, 0xffffffffffffful};
    (void)state;
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        for (uint64_t unwrapped = 0; unwrapped < 8; unwrapped++)
            for (uint64_t extra = 0; extra < 4; extra++)
                for (uint64_t length = 0; length <= MSG_MAX_LENGTH; length++) {
                    struct message_info in = {labels[i], unwrapped, extra, length};
                    struct message_info out = message_decode(message_encode(in));
                    assert_memory_equal(&in, &out, sizeof in);
                }
}

static void any_word_decodes(void **state)
{
    (void)state;
    for (uint64_t n = 0; n < 1000000; n++) {
        uint64_t w = n < 8192 ? n : (uint64_t)random() << 40 ^ (uint64_t)random() << 20 ^ n;
        struct message_info info = message_decode(w);
        assert_true(info.length <= MSG_MAX_LENGTH && info.extra <= MSG_MAX_EXTRA);
        assert_true(info.unwrapped < 8 && info.label < MSG_LABEL_LIMIT);
        if ((w & 127) <= MSG_MAX_LENGTH)
            assert_int_equal(message_encode(info), w);
    }
    struct message_info big = {.label = ~0ul};
    assert_int_equal(message_decode(message_encode(big)).label, MSG_LABEL_LIMIT - 1);
}

static int highest_by_search(const unsigned char set[256])
{
    for (int p = 255; p >= 0; p--)
        if (set[p])
            return p;
    return -1;
}

static void ready_map_is_a_set(void **state)
{
    struct ready_map map = {0};
    unsigned char set[256] = {0};
    (void)state;
    assert_int_equal(ready_map_highest(&map), -1);
    for (unsigned n = 0; n < 500000; n++) {
        unsigned p = (unsigned)random() % 256;
        unsigned few = n / 1000 % 2 ? 256 : 3;
        if ((unsigned)random() % 256 < few / 2) {
            ready_map_set(&map, p);
            set[p] = 1;
        } else {
            ready_map_clear(&map, p);
            set[p] = 0;
        }
        assert_int_equal(ready_map_highest(&map), highest_by_search(set));
        for (unsigned i = 0; i < READY_WORDS; i++)
            assert_int_equal(map.top >> i & 1, map.bits[i] != 0);
    }
}

static void high_bit_is_the_highest(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 64; i++) {
        assert_int_equal(ready_high_bit(1ull << i), i);
        assert_int_equal(ready_high_bit(1ull << i | 1), i);
        assert_int_equal(ready_high_bit(~0ull >> (63 - i)), i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_info_survives), cmocka_unit_test(any_word_decodes),
        cmocka_unit_test(ready_map_is_a_set), cmocka_unit_test(high_bit_is_the_highest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
