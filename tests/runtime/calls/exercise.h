/* Calls every method of one interface and checks what comes back. */
#pragma once
#include "check.h"

#define EXERCISE(p) \
static void exercise_##p(uint64_t badge) \
{ \
    int numbers[] = {1, 2, 3}, *a = numbers, scale = 10; \
    float third; \
    int64_t total; \
    uint64_t sum; \
    size_t count; \
    bool all; \
    char *s, **words, separator = '-'; \
    struct point back, by = {10, 20}, q; \
    double h = p##_half(3.0, &third); \
    CHECK(p##_add(40, 2) == 42 && p##_add(-5, 3) == -2); \
    CHECK(h == 1.5 && third == 1.0f); \
    p##_wide(UINT64_C(1) << 40, -1, true, 'A', 2.0f, 100, -300, 4000000000u, &sum, &all); \
    CHECK(sum == (UINT64_C(1) << 40) - 1 + 1 + 'A' + 2 + 100 - 300 + 4000000000u && all); \
    s = p##_greet(" bob", 3); \
    CHECK(strcmp(s, "hello bob bob bob") == 0); \
    free(s); \
    CHECK(p##_nothing() == NULL); \
    p##_sum(3, numbers, &total, &scale); \
    CHECK(total == 60 && scale == 3); \
    p##_sum(0, NULL, &total, &scale); \
    CHECK(total == 0 && scale == 0); \
    p##_split("the quick brown fox", &count, &words); \
    CHECK(count == 4 && strcmp(words[0], "the") == 0 && strcmp(words[3], "fox") == 0); \
    s = p##_join(count, words, &separator); \
    CHECK(strcmp(s, "the-quick-brown-fox") == 0); \
    free(s); \
    for (size_t i = 0; i < count; i++) \
        free(words[i]); \
    free(words); \
    q = p##_move((struct point){1, 2}, &by, &back); \
    CHECK(q.x == 11 && q.y == 22 && back.x == 1 && back.y == 2); \
    CHECK(p##_fill(700, &count, &s) == 5 && count == 700 && s[0] == 'x' && s[699] == 'x'); \
    free(s); \
    s = "hey"; \
    count = 3; \
    p##_poke(&s, &count, &a); \
    CHECK(strcmp(s, "hey!") == 0 && count == 4 && a[2] == 3 && a[3] == 99); \
    free(s); \
    free(a); \
    CHECK(p##_caller() == badge); \
}
