// link: systems/notepad/buffer.c
// cflags: -Isystems/notepad -Wl,--wrap=realloc
/*
 * The editor's text: random edits, undo and redo against plain strings, also while memory runs out;
 * lines, searching.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "buffer.h"

static long allowed = -1;               /* allocations until one fails; -1: none fails */

void *__real_realloc(void *memory, size_t size);
void *__wrap_realloc(void *memory, size_t size);

void *__wrap_realloc(void *memory, size_t size)
{
    if (allowed == 0)
        return NULL;
    if (allowed > 0)
        allowed--;
    return __real_realloc(memory, size);
}

static struct buffer buffer;

static int setup(void **state)
{
    (void)state;
    allowed = -1;
    buffer_init(&buffer);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    buffer_release(&buffer);
    return 0;
}

static void check(void)
{
    size_t newlines = 0;
    assert_true(buffer.gap <= buffer.gap_end && buffer.gap_end <= buffer.capacity);
    for (size_t i = 0; i < buffer_size(&buffer); i++)
        newlines += buffer_byte(&buffer, i) == '\n';
    assert_int_equal(buffer.newlines, newlines);
}

static void expect(const char *text)
{
    char data[1000];
    size_t size = buffer_copy(&buffer, 0, data, sizeof data - 1);
    data[size] = '\0';
    assert_string_equal(data, text);
    check();
}

static bool edit(size_t at, size_t removed, const char *text)
{
    return buffer_edit(&buffer, (struct edit){at, removed, text, strlen(text)}, at);
}

static void typing_is_one_step(void **state)
{
    size_t cursor = 0;
    (void)state;
    edit(0, 0, "a");
    edit(1, 0, "b");
    edit(2, 0, "c");
    assert_true(buffer_modified(&buffer));
    edit(2, 1, "");
    edit(1, 1, "");
    expect("a");
    assert_int_equal(buffer_undo(&buffer, &cursor), UNDO_DONE);
    expect("abc");
    assert_int_equal(buffer_undo(&buffer, &cursor), UNDO_DONE);
    expect("");
    assert_int_equal(cursor, 0);
    assert_false(buffer_modified(&buffer));
    assert_int_equal(buffer_undo(&buffer, &cursor), UNDO_NOTHING);
    assert_int_equal(buffer_redo(&buffer, &cursor), UNDO_DONE);
    expect("abc");
    assert_int_equal(buffer_redo(&buffer, &cursor), UNDO_DONE);
    expect("a");
    assert_int_equal(buffer_redo(&buffer, &cursor), UNDO_NOTHING);
    edit(1, 0, "x");
    assert_int_equal(buffer_undo(&buffer, &cursor), UNDO_DONE);
    expect("a");
}

static void deleting_forwards_is_one_step(void **state)
{
    size_t cursor = 0;
    (void)state;
    edit(0, 0, "abcdef");
    buffer_seal(&buffer);
    edit(1, 1, "");
    edit(1, 1, "");
    edit(1, 1, "");
    expect("aef");
    assert_int_equal(buffer_undo(&buffer, &cursor), UNDO_DONE);
    expect("abcdef");
}

static void saving_marks_the_text(void **state)
{
    size_t cursor = 0;
    (void)state;
    edit(0, 0, "ab");
    buffer_saved(&buffer);
    assert_false(buffer_modified(&buffer));
    edit(2, 0, "c");
    assert_true(buffer_modified(&buffer));
    buffer_undo(&buffer, &cursor);
    expect("ab");
    assert_false(buffer_modified(&buffer));
    buffer_undo(&buffer, &cursor);
    assert_true(buffer_modified(&buffer));
    buffer_redo(&buffer, &cursor);
    assert_false(buffer_modified(&buffer));
}

static void lines(void **state)
{
    (void)state;
    edit(0, 0, "one\ntwo\n\nfour");
    assert_int_equal(buffer_line_start(&buffer, 5), 4);
    assert_int_equal(buffer_line_end(&buffer, 5), 7);
    assert_int_equal(buffer_line_end(&buffer, 10), 13);
    assert_int_equal(buffer_line_of(&buffer, 13), 3);
    assert_int_equal(buffer_line_of(&buffer, 8), 2);
    assert_int_equal(buffer_line_of(&buffer, 3), 0);
    assert_int_equal(buffer_line_offset(&buffer, 3), 9);
    assert_int_equal(buffer_line_offset(&buffer, 1), 4);
    assert_int_equal(buffer_line_offset(&buffer, 2), 8);
    assert_int_equal(buffer_line_offset(&buffer, 99), 9);
    assert_int_equal(buffer_line_offset(&buffer, 0), 0);
}

static void searching(void **state)
{
    (void)state;
    assert_int_equal(buffer_find(&buffer, 0, "x", 1), SIZE_MAX);
    edit(0, 0, "The quick the THE");
    edit(6, 0, "");
    assert_int_equal(buffer_find(&buffer, 0, "the", 3), 0);
    assert_int_equal(buffer_find(&buffer, 1, "the", 3), 10);
    assert_int_equal(buffer_find(&buffer, 0, "THE", 3), 14);
    assert_int_equal(buffer_find(&buffer, 15, "the", 3), SIZE_MAX);
    assert_int_equal(buffer_find(&buffer, 100, "the", 3), SIZE_MAX);
    assert_int_equal(buffer_find(&buffer, 0, "", 0), SIZE_MAX);
}

/* ---- random edits against a stack of strings ---- */

enum { TEXTS = 400, LONGEST = 400 };

static struct { char text[LONGEST]; size_t size; } texts[TEXTS];
static size_t current, newest;

static void compare(void)
{
    static char data[LONGEST];
    assert_int_equal(buffer_size(&buffer), texts[current].size);
    buffer_copy(&buffer, 0, data, LONGEST);
    assert_memory_equal(data, texts[current].text, texts[current].size);
    check();
}

static void random_edit(void)
{
    static const char source[] = "abc\ndef\nghij\nklmnopqrstuvwxyz\n";
    size_t size = texts[current].size, at = (size_t)rand() % (size + 1);
    size_t removed = (size_t)rand() % (size - at + 1) / (rand() % 2 ? 1 : 4);
    size_t add = (size_t)rand() % 30, from = (size_t)rand() % 5;
    if (add + from > sizeof source - 1)
        add = sizeof source - 1 - from;
    if (size - removed + add > LONGEST || current + 1 == TEXTS)
        return;
    buffer_seal(&buffer);
    if (!buffer_edit(&buffer, (struct edit){at, removed, source + from, add}, 0)) {
        assert_true(allowed == 0);
        return;
    }
    texts[current + 1] = texts[current];
    current++;
    char *text = texts[current].text;
    memmove(text + at + add, text + at + removed, size - at - removed);
    memcpy(text + at, source + from, add);
    texts[current].size = size - removed + add;
    newest = current;
}

static void random_edits(long failures)
{
    size_t cursor = 0;
    current = newest = 0;
    texts[0].size = 0;
    for (int i = 0; i < 20000; i++) {
        allowed = failures > 0 && rand() % 2 ? rand() % failures : -1;
        int what = rand() % 8;
        if (what < 4) {
            random_edit();
        } else if (what < 6) {
            enum undo_result result = buffer_undo(&buffer, &cursor);
            if (result == UNDO_DONE)
                current--;
            else if (failures == 0)
                assert_int_equal(current, 0);
        } else if (what < 7) {
            enum undo_result result = buffer_redo(&buffer, &cursor);
            if (result == UNDO_DONE)
                current++;
            else if (failures == 0)
                assert_int_equal(current, newest);
        } else {
            size_t line = (size_t)rand() % 20, at = buffer_line_offset(&buffer, line);
            assert_true(at == 0 || buffer_byte(&buffer, at - 1) == '\n');
        }
        compare();
    }
}

static void against_model(void **state)
{
    (void)state;
    srand(5);
    random_edits(0);
}

static void memory_runs_out(void **state)
{
    (void)state;
    srand(6);
    random_edits(4);
}

static void large_text(void **state)
{
    (void)state;
    for (int i = 0; i < 1000000; i++) {
        char byte = i % 80 == 79 ? '\n' : 'x';
        assert_true(buffer_edit(&buffer, (struct edit){(size_t)i, 0, &byte, 1}, (size_t)i));
    }
    size_t cursor = 0;
    assert_int_equal(buffer_size(&buffer), 1000000);
    assert_int_equal(buffer_line_offset(&buffer, 12000), 960000);
    assert_int_equal(buffer.undo.count, 1);     /* a paste is one step and costs no copy */
    assert_int_equal(buffer_undo(&buffer, &cursor), UNDO_DONE);
    assert_int_equal(buffer_size(&buffer), 0);
    assert_int_equal(buffer_redo(&buffer, &cursor), UNDO_DONE);
    assert_int_equal(buffer_size(&buffer), 1000000);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(typing_is_one_step), TEST(deleting_forwards_is_one_step),
        TEST(saving_marks_the_text), TEST(lines), TEST(searching), TEST(against_model),
        TEST(memory_runs_out), TEST(large_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
