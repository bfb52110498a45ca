// link: kernel/core/rights.c kernel/core/untyped.c kernel/core/cnode.c kernel/core/asid.c
// cflags: -Ikernel
/*
 * The pure logic of the capability system: rights, watermarks, CNode addresses, ASIDs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "kernel/abi/message.h"
#include "kernel/core/asid.h"
#include "kernel/core/cnode.h"
#include "kernel/core/rights.h"
#include "kernel/core/untyped.h"

#define COUNT(array) (sizeof array / sizeof array[0])

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* ---- rights ---- */

static void test_rights_shrink(void **state)
{
    (void)state;
    for (uint64_t held = 0; held < 16; held++) {
        for (uint64_t asked = 0; asked < 256; asked++) {
            assert_int_equal(rights_mask(held, asked), held & asked & 15);
            uint64_t frame = rights_mask_frame(held, asked);
            assert_int_equal(frame, held & asked & RIGHT_READ ? held & asked & 3 : 0);
        }
        assert_int_equal(rights_may_cancel(held), held == 15);
    }
}

/* ---- untyped ---- */

static void test_mark_round_trip(void **state)
{
    static const uint64_t used[] = {0, 16, 32, 16368, 16384, 16400, 1ull << 20, (1ull << 34) - 16,
        1ull << 46, (1ull << 47) - 16, 1ull << 47};
    static const uint64_t chunks[] = {0, 1, 2, 3, 1000, (1u << 20) - 2, (1u << 20) - 1};
    (void)state;
    for (size_t i = 0; i < COUNT(used); i++) {
        for (size_t j = 0; j < COUNT(chunks); j++) {
            uint64_t first = (used[i] + UNTYPED_CHUNK - 1) / UNTYPED_CHUNK * UNTYPED_CHUNK;
            struct untyped_mark mark = {used[i], used[i]};
            if (chunks[j] != 0)
                mark.cleared = first + chunks[j] * UNTYPED_CHUNK;
            struct untyped_mark back = untyped_mark_decode(untyped_mark_encode(mark));
            assert_int_equal(back.used, mark.used);
            assert_int_equal(back.cleared, mark.cleared);
        }
    }
}

/* What does not fit the word is forgotten, never invented. */
static void test_mark_never_claims_more(void **state)
{
    uint64_t seed = 88172645463325252u;
    (void)state;
    for (int i = 0; i < 200000; i++) {
        uint64_t used = next_random(&seed) % ((1ull << 47) + 1) & ~15ull;
        uint64_t cleared = used + (next_random(&seed) >> (next_random(&seed) % 40 + 17));
        struct untyped_mark back = untyped_mark_decode(
            untyped_mark_encode((struct untyped_mark){used, cleared}));
        assert_int_equal(back.used, used);
        assert_true(back.cleared >= used && back.cleared <= cleared);
    }
}

static void test_mark_moves(void **state)
{
    (void)state;
    struct untyped_mark mark = {4096, 65536};
    assert_int_equal(untyped_mark_advance(mark, 8192).used, 8192);
    assert_int_equal(untyped_mark_advance(mark, 8192).cleared, 65536);
    assert_int_equal(untyped_mark_advance(mark, 65536).cleared, 65536);
    assert_int_equal(untyped_mark_advance(mark, 65552).cleared, 65552);
    assert_int_equal(untyped_mark_reset(mark).used, 0);
    assert_int_equal(untyped_mark_reset(mark).cleared, 0);
    mark.used = 0;
    assert_int_equal(untyped_mark_reset(mark).cleared, 65536);
}

static void test_chunks_cover(void **state)
{
    (void)state;
    for (uint64_t start = 0; start < 3 * UNTYPED_CHUNK; start += 4096 - 16) {
        for (uint64_t end = start + 16; end < 6 * UNTYPED_CHUNK; end += 9840) {
            struct untyped_mark mark = {start / 16 * 16, start / 16 * 16};
            while (mark.cleared < end) {
                uint64_t next = untyped_next_chunk(mark, end);
                assert_true(next > mark.cleared && next <= end);
                assert_true(next - mark.cleared <= UNTYPED_CHUNK);
                assert_true(next == end || next % UNTYPED_CHUNK == 0);
                mark.cleared = next;
            }
        }
    }
}

/* Against a definition that cannot overflow: 128-bit arithmetic. */
static bool place_oracle(uint64_t region_bits, uint64_t used, uint64_t object_bits,
                         uint64_t count, uint64_t *start)
{
    __extension__ typedef unsigned __int128 wide;
    wide object = (wide)1 << object_bits, region = (wide)1 << region_bits;
    wide first = (used + object - 1) / object * object;
    *start = (uint64_t)first;
    return first <= region && first + object * count <= region;
}

static void test_place_boundaries(void **state)
{
    (void)state;
    for (uint64_t region = 4; region <= UNTYPED_MAX_BITS; region++) {
        for (uint64_t object = 4; object < 64; object++) {
            uint64_t size = 1ull << region, fits = object <= region ? size >> object : 0;
            uint64_t used[] = {0, 16, size / 2, size / 2 + 16, size - 16, size,
                (1ull << object) <= size ? (1ull << object) : size};
            uint64_t count[] = {1, 2, fits - 1, fits, fits + 1, 1ull << 32, 1ull << 63, ~0ull,
                ~0ull - fits, -fits, 256};
            for (size_t u = 0; u < COUNT(used); u++) {
                for (size_t c = 0; c < COUNT(count); c++) {
                    uint64_t start;
                    if (count[c] == 0 || used[u] > size || used[u] % 16 != 0)
                        continue;
                    bool want = place_oracle(region, used[u], object, count[c], &start);
                    struct untyped_place got = untyped_place(region, used[u], object, count[c]);
                    assert_int_equal(got.fits, want);
                    if (want) {
                        assert_int_equal(got.start, start);
                        assert_int_equal(got.end, start + (count[c] << object));
                    }
                }
            }
        }
    }
}

/* ---- CNodes ---- */

/* bit by bit, from the top: independent of the shifts in the kernel */
static struct cnode_step step_oracle(struct cnode_shape shape, uint64_t index, uint64_t bits_left)
{
    struct cnode_step step = {CNODE_GUARD_MISMATCH, 0, bits_left};
    uint64_t guard = 0;
    if (shape.guard_bits > bits_left)
        return step;
    for (uint64_t i = 0; i < shape.guard_bits; i++)
        guard = guard * 2 + (index >> (bits_left - 1 - i) & 1);
    if (guard != shape.guard)
        return step;
    if (shape.guard_bits + shape.radix > bits_left) {
        step.result = CNODE_DEPTH_MISMATCH;
        return step;
    }
    for (uint64_t i = 0; i < shape.radix; i++)
        step.slot = step.slot * 2 + (index >> (bits_left - shape.guard_bits - 1 - i) & 1);
    step.result = CNODE_SLOT;
    step.bits_left = bits_left - shape.guard_bits - shape.radix;
    return step;
}

static void check_step(struct cnode_shape shape, uint64_t index, uint64_t bits_left)
{
    struct cnode_step got = cnode_step(shape, index, bits_left);
    struct cnode_step want = step_oracle(shape, index, bits_left);
    assert_int_equal(got.result, want.result);
    assert_int_equal(got.bits_left, want.bits_left);
    assert_int_equal(got.slot, want.slot);
}

static void test_step_all_shapes(void **state)
{
    static const uint64_t indices[] = {0, 1, 0x8000000000000000, ~0ull, 0x0123456789abcdef,
        0xfedcba9876543210, 0x5555555555555555};
    (void)state;
    for (uint64_t radix = 1; radix < 64; radix++) {
        for (uint64_t guard_bits = 0; guard_bits + radix <= 64; guard_bits++) {
            for (uint64_t left = 1; left <= 64; left++) {
                for (size_t i = 0; i < COUNT(indices); i++) {
                    uint64_t mask = guard_bits == 0 ? 0 : ~0ull >> (64 - guard_bits);
                    uint64_t right = guard_bits == 0 || guard_bits > left ? 0
                        : indices[i] >> (left - guard_bits) & mask;
                    check_step((struct cnode_shape){radix, guard_bits, right}, indices[i], left);
                    if (guard_bits != 0)
                        check_step((struct cnode_shape){radix, guard_bits, right ^ 1},
                                   indices[i], left);
                }
            }
        }
    }
}

static void test_guard_data(void **state)
{
    (void)state;
    for (uint64_t radix = 1; radix < 64; radix++) {
        for (uint64_t bits = 0; bits < 64; bits++) {
            struct cnode_shape shape = {0, 0, 0};
            bool fits = cnode_guard(CNODE_DATA(0x3ffffffffffffffull, bits), radix, &shape);
            assert_int_equal(fits, bits + radix <= 64);
            if (!fits)
                continue;
            assert_int_equal(shape.radix, radix);
            assert_int_equal(shape.guard_bits, bits);
            uint64_t all = bits == 0 ? 0 : ~0ull >> (64 - bits);
            assert_int_equal(shape.guard, all & 0x3ffffffffffffffull);
        }
    }
}

/* ---- ASIDs ---- */

static void test_asid_numbers(void **state)
{
    (void)state;
    assert_false(asid_valid(0));
    assert_false(asid_valid(65536));
    assert_false(asid_valid(~0ull));
    for (uint64_t asid = 1; asid < 65536; asid++) {
        assert_true(asid_valid(asid));
        assert_int_equal(asid_make(asid_pool_of(asid), asid_entry_of(asid)), asid);
        assert_true(asid_pool_of(asid) < ASID_POOLS && asid_entry_of(asid) < ASID_PER_POOL);
    }
}

static void test_asid_free_entry(void **state)
{
    void *entries[ASID_PER_POOL] = {NULL};
    (void)state;
    assert_int_equal(asid_free_entry(entries, 0), 1);
    assert_int_equal(asid_free_entry(entries, 1), 0);
    for (uint64_t i = 0; i < ASID_PER_POOL; i++) {
        assert_int_equal(asid_free_entry(entries, 7), i);
        entries[i] = entries;
    }
    assert_int_equal(asid_free_entry(entries, 7), ASID_PER_POOL);
    entries[511] = NULL;
    assert_int_equal(asid_free_entry(entries, 0), 511);
    entries[511] = entries;
    entries[0] = NULL;
    assert_int_equal(asid_free_entry(entries, 0), ASID_PER_POOL);
    assert_int_equal(asid_free_entry(entries, 127), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rights_shrink),
        cmocka_unit_test(test_mark_round_trip),
        cmocka_unit_test(test_mark_never_claims_more),
        cmocka_unit_test(test_mark_moves),
        cmocka_unit_test(test_chunks_cover),
        cmocka_unit_test(test_place_boundaries),
        cmocka_unit_test(test_step_all_shapes),
        cmocka_unit_test(test_guard_data),
        cmocka_unit_test(test_asid_numbers),
        cmocka_unit_test(test_asid_free_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
