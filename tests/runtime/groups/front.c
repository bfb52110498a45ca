/* Asks the two members, directly and by message, and compares. */
#include <unistd.h>

#include "check.h"

int visible_everywhere = 7;             /* other members have a variable of this name */

static char out[64];
static size_t out_length;

static void keep(int c)
{
    if (out_length < sizeof out - 1)
        out[out_length++] = (char)c;
}

static void check_variables(void)
{
    CHECK(left_next() == 101 && left_next() == 102 && left_next() == 103);
    CHECK(right_next() == 101);
    CHECK(message_next() == 104);
    CHECK(right_next() == 102);
    verdict("two instances of one type have variables of their own");
    CHECK(left_variable() != right_variable());
    CHECK(left_variable() == message_variable());
    CHECK(*(int *)(uintptr_t)right_variable() == 1);
    *(int *)(uintptr_t)right_variable() = 5;
    CHECK(right_through(10) == 15 && left_through(10) == 11 && visible_everywhere == 7);
    verdict("pointers mean the same to all members");
}

static void check_results(void)
{
    char *text = strdup("front"), *name = left_name();
    uint64_t *all = NULL;
    size_t count = 0;
    pair_t p = right_swap((pair_t){3, 4}, &(int){10});

    CHECK(strcmp(name, "left") == 0);
    free(name);
    right_numbers(&count, &all, &text);
    CHECK(count == 3 && all[0] == (uint64_t)getpid() + 2 && all[2] == 2);
    CHECK(strcmp(text, "right and front") == 0);
    free(all);
    free(text);
    CHECK(p.a == 40 && p.b == 30);
    text = strdup("x");
    message_numbers(&count, &all, &text);
    CHECK(count == 3 && all[2] == 1 && strcmp(text, "left and x") == 0);
    free(all);
    free(text);
    verdict("parameters of all kinds, directly and by message");
}

/* what a member gives out goes back to its heap, whoever frees it */
static void check_heaps(void)
{
    int left = left_fill(), right = right_fill();
    void *own;

    CHECK(left > 50 && left < 66 && right == left);
    for (int i = 0; i < 5000; i++) {
        char *name = left_name();

        name = realloc(name, 600);
        CHECK(name && strcmp(name, "left") == 0);
        free(name);
    }
    CHECK(left_fill() == left && right_fill() == right);
    CHECK((own = malloc(20000)) != NULL && malloc(20000) == NULL);
    CHECK(left_fill() == left);
    free(own);
    verdict("every member has a heap of its own");
}

static void check_events(void)
{
    for (int i = 0; i < 3; i++) {
        ring_left_emit();
        left_done_wait();
        CHECK(((char *)shared)['l'] == 'l' && right_done_poll() == 0);
        ((char *)shared)['l'] = 0;
    }
    ring_right_emit();
    right_done_wait();
    CHECK(((char *)shared)['r'] == 'r');
    verdict("events and shared memory between members");
    CHECK(outside_add(1, 2) == 3 + 102);
    strcpy(shared, "front");
    CHECK(outside_add(0, 0) == 5);
    verdict("calls and shared memory to the outside and back");
}

static void check_printing(void)
{
    printf("front says ");
    left_fail();
    printf(", that is all\n");
    set_putchar(keep);
    printf("kept");
    right_fail();
    set_putchar(NULL);
    printf("\n");
    CHECK(strcmp(out, "kept") == 0);
    verdict("a thread has one line, a member its own set_putchar");
    CHECK(gettid() == 1 && strcmp(get_thread_name(), "control") == 0);
    verdict("threads are counted in the whole program");
}

int run(void)
{
    check_variables();
    check_results();
    check_heaps();
    check_events();
    check_printing();
    switch_off();
    return 0;
}
