/*
 * The client that nobody wants: wrong methods, wrong lengths, lying counts, strings without end,
 * random bytes, and bytes that change while the server reads them. After each attack the server
 * must still serve.
 */
#include <kdl/rpc.h>

#include "check.h"

enum method { ADD, TEXT, NUMBERS, TEXTS, BACK, LEAVE, METHODS };

extern const cptr_t small_endpoint, large_endpoint;
extern void *const large_buffer;
extern const size_t large_buffer_size;

/* one way to talk to the server */
struct target { cptr_t endpoint; unsigned char *buffer; size_t size; };

static struct target small, large;
static volatile bool scribbling;

static unsigned random_below(unsigned n)
{
    return (unsigned)rand() % n;
}

static struct kdl_message say(const struct target *t, uint64_t label, uint64_t length,
                              uint64_t bytes)
{
    uint64_t words[8] = {bytes, 1, 2, 3, 4, 5, 6, 7};

    if (t == &small && (label == TEXT || label == NUMBERS || label == TEXTS))
        kdl_words_from_buffer(words);   /* its bytes are the words of the message */
    return kdl_call(t->endpoint, kdl_info(label, 0, length), words);
}

static uint64_t status_of(struct kdl_message m)
{
    return kdl_info_label(m.info);
}

/* words of a message that carries that many bytes */
static uint64_t length_of(const struct target *t, size_t bytes)
{
    return t == &large ? 1 : (bytes + 7) / 8;
}

/* the server is there and counts right */
static void check_alive(const struct target *t)
{
    const uint64_t two[8] = {40, 2};
    struct kdl_message m = kdl_call(t->endpoint, kdl_info(ADD, 0, 2), two);
    struct kdl_writer w = kdl_writer_of(t->buffer, t->size);

    CHECK(status_of(m) == KDL_STATUS_OK && m.word[0] == 42);
    kdl_put_string(&w, "abc");
    kdl_put_string(&w, "");
    kdl_put_string(&w, "d");
    m = say(t, TEXT, length_of(t, w.used), w.used);
    CHECK(status_of(m) == KDL_STATUS_OK);
}

static void wrong_methods(const struct target *t)
{
    static const uint64_t labels[] = {METHODS, METHODS + 1, 255, 1u << 16, UINT64_C(1) << 32,
                                      (UINT64_C(1) << 51) + 1, (UINT64_C(1) << 52) - 1};

    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        CHECK(status_of(say(t, labels[i], 8, 0)) == KDL_STATUS_NO_METHOD);
    check_alive(t);
}

static void wrong_lengths(const struct target *t)
{
    memset(t->buffer, 1, t->size);
    for (uint64_t label = 0; label < METHODS; label++)
        for (uint64_t length = 0; length <= MSG_MAX_LENGTH; length++) {
            uint64_t needed = label == ADD ? 2 : 1;
            struct kdl_message m = say(t, label, length, length % 2 ? UINT64_MAX : length * 8);

            if (length < needed)
                CHECK(status_of(m) == KDL_STATUS_MALFORMED);
        }
    check_alive(t);
}

/* every word position in turn holds a number that means too much */
static void lying_counts(const struct target *t)
{
    static const uint64_t lies[] = {
        1, 7, 8, 100, 895, 896, 897, 4095, 4096, 4097, 1u << 30, UINT64_C(1) << 32,
        UINT64_C(1) << 60, UINT64_C(1) << 61, UINT64_C(1) << 62, UINT64_C(1) << 63,
        UINT64_MAX / 4 + 1, UINT64_MAX / 8 + 1, UINT64_MAX - 1, UINT64_MAX,
    };

    for (uint64_t label = TEXT; label <= TEXTS; label++)
        for (size_t place = 0; place < 64; place += 8)
            for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
                memset(t->buffer, 0, t->size);
                memcpy(t->buffer + place, &lies[i], 8);
                (void)say(t, label, length_of(t, t->size), t->size);
                (void)say(t, label, length_of(t, 64), lies[i]);
            }
    check_alive(t);
}

static void unterminated(const struct target *t)
{
    memset(t->buffer, 'a', t->size);
    CHECK(status_of(say(t, TEXT, length_of(t, t->size), t->size)) == KDL_STATUS_MALFORMED);
    memset(t->buffer, 0, 1);
    CHECK(status_of(say(t, TEXT, length_of(t, t->size), t->size)) == KDL_STATUS_MALFORMED);
    check_alive(t);
}

/* results that do not fit, and more than the server's heap */
static void greedy(const struct target *t)
{
    static const uint64_t sizes[] = {944, 945, 4079, 4080, 4081, 50000, 1u << 20, UINT64_MAX};

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct kdl_message m = say(t, BACK, 1, sizes[i]);
        bool fits = sizes[i] >= 60000 || sizes[i] + 16 <= t->size;

        CHECK(status_of(m) == (fits ? KDL_STATUS_OK : KDL_STATUS_TOO_LARGE));
    }
    for (uint64_t flag = 0; flag < 4; flag++) {
        struct kdl_message m = say(t, LEAVE, 1, flag);

        CHECK(status_of(m) == KDL_STATUS_OK && m.word[0] == (flag != 0));
    }
    check_alive(t);
}

/* bytes that look like messages more often than not */
static void fuzz(const struct target *t, int rounds)
{
    for (int round = 0; round < rounds; round++) {
        size_t size = random_below(200);

        memset(t->buffer, 0, 256);
        for (size_t i = 0; i < size; i += 1 + random_below(8))
            t->buffer[i] = (unsigned char)random_below(random_below(8) ? 4 : 256);
        (void)say(t, random_below(METHODS + 1), length_of(t, size),
                  random_below(16) ? size : (uint64_t)rand() << random_below(40));
        if (round % 1000 == 0)
            check_alive(t);
    }
    check_alive(t);
}

/* the other thread of this component: the shared bytes never stay what they are */
static void scribble(void *argument)
{
    (void)argument;
    for (uint64_t i = 0; scribbling; i++) {
        uint64_t lie = i % 3 ? i % 64 : UINT64_C(1) << i % 64;

        memcpy(large.buffer + i % 16 * 8, &lie, 8);
        if (i % 50 == 0)
            seL4_Yield();
    }
    scribbling = true;
}

static void race(void)
{
    scribbling = true;
    CHECK(scribble_reg_callback(scribble, NULL) == 0);
    start_emit();
    for (int round = 0; round < 20000; round++)
        (void)say(&large, TEXT + random_below(3), 1, random_below(4096));
    scribbling = false;
    while (!scribbling)
        seL4_Yield();
    check_alive(&large);
}

/* messages that expect no answer: there is nobody to reply to */
static void one_way(const struct target *t)
{
    const uint64_t words[8] = {64};

    memset(t->buffer, 0, t->size);
    for (uint64_t label = 0; label <= METHODS; label++) {
        kdl_send(t->endpoint, kdl_info(label, 0, length_of(t, 64)), words);
        kdl_nb_send(t->endpoint, kdl_info(label, 3, length_of(t, 64)), words);
        kdl_signal(t->endpoint);
    }
    check_alive(t);
}

static void attack(const struct target *t, const char *name)
{
    one_way(t);
    wrong_methods(t);
    wrong_lengths(t);
    lying_counts(t);
    unterminated(t);
    greedy(t);
    fuzz(t, 20000);
    verdict(name);
}

int run(void)
{
    small = (struct target){small_endpoint, (unsigned char *)kdl_ipc_buffer->msg, 960};
    large = (struct target){large_endpoint, large_buffer, large_buffer_size};
    attack(&small, "a server behind the IPC buffer");
    attack(&large, "a server behind shared memory");
    race();
    verdict("bytes that change meanwhile");
    switch_off();
    return 0;
}
