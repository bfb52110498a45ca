#include <camkes.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void test_text(void)
{
    char *head, *tail, *loud, *all, **names;
    char *words[] = {"one", "two", "three"};
    point_t p = {3, 4}, by = {10, 20};
    size_t count;

    text_say("hello");
    printf("length %d\n", text_length("four"));
    loud = text_shout("quiet");
    printf("shout %s\n", loud);
    text_split("left right", &head, &tail);
    printf("split %s|%s\n", head, tail);
    text_replace(&head);
    printf("replace %s\n", head);
    p = text_mirror(p);
    printf("mirror %d %d\n", p.x, p.y);
    text_move(&p, &by);
    printf("move %d %d\n", p.x, p.y);
    printf("joined %d", text_joined(3, words, &all));
    printf(" %s\n", all);
    text_numbered(3, &count, &names);
    for (size_t i = 0; i < count; i++) {
        printf("names[%zu] %s\n", i, names[i]);
        free(names[i]);
    }
    free(names);
    free(loud);
    free(head);
    free(tail);
    free(all);
}

static void test_sums(void)
{
    int values[] = {1, 2, 3, 4}, *out, quotient, remainder;
    size_t count = 4;

    printf("add %d\n", sums_add(20, 22));
    printf("wide %" PRIu64 "\n", sums_wide(1ull << 40, 200));
    printf("half %.2f\n", sums_half(5.5));
    printf("even %d %d\n", sums_is_even(4), sums_is_even(5));
    printf("next %c\n", sums_next('a'));
    printf("total %d\n", sums_total(4, values));
    sums_squares(5, &count, &out);
    printf("squares %zu:", count);
    for (size_t i = 0; i < count; i++)
        printf(" %d", out[i]);
    printf("\n");
    sums_doubled(&count, &out);
    printf("doubled %zu:", count);
    for (size_t i = 0; i < count; i++)
        printf(" %d", out[i]);
    printf("\n");
    free(out);
    sums_divide(17, 5, &quotient, &remainder);
    printf("divide %d %d\n", quotient, remainder);
    printf("negate %" PRId64 "\n", sums_negate(INT64_MAX));
}

int run(void)
{
    test_text();
    test_sums();
    printf("rpc done\n");
    return 0;
}
