// link: kdlc/suggest.c kdlc/diag.c kdlc/cause.c kdlc/source.c kdlc/arena.c kdlc/text.c kdlc/map.c
// link: kdlc/strbuf.c kdlc/spool.c
// cflags: -iquote kdlc
// libs: -ljansson
/* Did-you-mean: what is close enough, what is not, and what is ambiguous. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kdlc/suggest.h"

static struct suggestion ask(const char *name, const char *const *candidates)
{
    struct suggestion s;

    suggest_start(&s, name);
    for (; *candidates; candidates++)
        suggest_candidate(&s, *candidates);
    return s;
}

#define ASK(name, ...) ask(name, (const char *const[]){__VA_ARGS__, NULL})

static void finds_one_slip(void **state)
{
    (void)state;
    assert_string_equal(ASK("Servr", "Client", "Server").best, "Server");       /* left out */
    assert_string_equal(ASK("Seerver", "Client", "Server").best, "Server");     /* too many */
    assert_string_equal(ASK("Sarver", "Client", "Server").best, "Server");      /* another */
    assert_string_equal(ASK("Sevrer", "Client", "Server").best, "Server");      /* swapped */
    assert_string_equal(ASK("SERVER", "Client", "Server").best, "Server");
}

static void allows_a_third(void **state)
{
    (void)state;
    assert_string_equal(ASK("notficaton", "Notification", "notification").best, "notification");
    assert_null(ASK("Disk", "Dust").best);
    assert_null(ASK("Server", "Editor").best);
    assert_null(ASK("z", "x", "y").best);           /* one letter is like any other */
}

static void prefers_the_closest(void **state)
{
    struct suggestion s = ASK("stack_sise", "stock_sine", "stack_size", "stack_sizes");

    (void)state;
    assert_string_equal(s.best, "stack_size");
    assert_null(s.second);
}

static void says_when_two_are_as_close(void **state)
{
    struct suggestion s = ASK("Procedurs", "Procedure", "Procedures");

    (void)state;
    assert_string_equal(s.best, "Procedure");
    assert_string_equal(s.second, "Procedures");
}

static void survives_long_names(void **state)
{
    char name[301] = {0};

    (void)state;
    for (int i = 0; i < 300; i++)
        name[i] = 'a';
    assert_null(ASK(name, "aaaa").best);
    assert_null(ASK("aaaa", name).best);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_one_slip),
        cmocka_unit_test(allows_a_third),
        cmocka_unit_test(prefers_the_closest),
        cmocka_unit_test(says_when_two_are_as_close),
        cmocka_unit_test(survives_long_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
