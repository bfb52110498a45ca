// link: systems/notepad/document.c systems/notepad/welcome.c systems/notepad/buffer.c
// link: stdlib-components/vfs/files.c stdlib-components/vfs/vfs.c stdlib-components/vfs/mount.c
// link: stdlib-components/vfs/path.c stdlib-components/vfs/ramfs.c tests/unit/fake_files.c
// cflags: -Isystems/notepad -Istdlib-components/vfs
/* Loading and saving through the client of the file system: a failure loses nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "document.h"
#include "fake_files.h"
#include "welcome.h"

static const struct files *files;
static struct document document;

static int setup(void **state)
{
    (void)state;
    files = fake_files_make(65536);
    document_init(&document);
    return files == NULL;
}

static int teardown(void **state)
{
    (void)state;
    document_clear(&document);
    fake_files_release();
    return 0;
}

static void expect_text(const char *text, size_t size)
{
    static char data[100000];
    assert_int_equal(buffer_size(&document.text), size);
    buffer_copy(&document.text, 0, data, sizeof data);
    assert_memory_equal(data, text, size);
}

static size_t count_files(void)
{
    struct files_entry entry;
    size_t count = 0;
    int fd = files_open(files, "/", O_RDONLY);
    while (files_readdir(files, fd, &entry) == 1)
        count++;
    files_close(files, fd);
    return count;
}

static void round_trip(void **state)
{
    static char text[20000];
    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 31);
    assert_true(buffer_append(&document.text, text, sizeof text));
    assert_true(buffer_edit(&document.text, (struct edit){100, 0, "x", 1}, 0));
    assert_true(buffer_edit(&document.text, (struct edit){100, 1, "", 0}, 0));
    assert_int_equal(document_save(&document, files, "/f"), 0);
    assert_false(buffer_modified(&document.text));
    document_clear(&document);
    assert_int_equal(document_load(&document, files, "/f"), 0);
    assert_string_equal(document.path, "/f");
    expect_text(text, sizeof text);
    assert_int_equal(count_files(), 1);
}

static void disk_full(void **state)
{
    static char text[70000];
    (void)state;
    memset(text, 'a', sizeof text);
    assert_true(buffer_append(&document.text, text, 30000));
    assert_int_equal(document_save(&document, files, "/f"), 0);
    assert_true(buffer_edit(&document.text, (struct edit){0, 0, text, 40000}, 0));
    assert_int_equal(document_save(&document, files, "/f"), -ENOSPC);
    assert_true(buffer_modified(&document.text));
    expect_text(text, 70000);
    assert_int_equal(count_files(), 1);
    struct document other;
    document_init(&other);
    assert_int_equal(document_load(&other, files, "/f"), 0);
    assert_int_equal(buffer_size(&other.text), 30000);
    document_clear(&other);
}

/* Whichever call of a save or a load fails, the file and the text are as they were. */
static void every_call_fails(void **state)
{
    static char text[5000];
    (void)state;
    memset(text, 'b', sizeof text);
    assert_true(buffer_append(&document.text, "old", 3));
    assert_int_equal(document_save(&document, files, "/f"), 0);
    for (long n = 1; n < 20; n++) {
        document_clear(&document);
        assert_true(buffer_append(&document.text, text, sizeof text));
        fake_files_fail(n, EIO);
        int result = document_save(&document, files, "/f");
        fake_files_fail(0, 0);
        if (result == 0)
            break;
        assert_int_equal(result, -EIO);
        expect_text(text, sizeof text);
        assert_int_equal(count_files(), 1);
        assert_int_equal(document_load(&document, files, "/f"), 0);
        expect_text("old", 3);
        fake_files_fail(1 + n % 2, EIO);
        assert_int_equal(document_load(&document, files, "/f"), -EIO);
        expect_text("old", 3);
    }
    assert_int_equal(document_load(&document, files, "/f"), 0);
    expect_text(text, sizeof text);
}

static void odd_names(void **state)
{
    static char longest[FILES_PATH_MAX + 10];
    (void)state;
    assert_int_equal(document_load(&document, files, "/none"), -ENOENT);
    assert_int_equal(document_load(&document, files, "/"), -EISDIR);
    assert_int_equal(document_save(&document, files, "/"), -EISDIR);
    assert_int_equal(document_save(&document, files, "/no/f"), -ENOENT);
    memset(longest, '/', sizeof longest - 1);
    assert_int_equal(document_load(&document, files, longest), -ENAMETOOLONG);
    assert_int_equal(document_save(&document, files, longest), -ENAMETOOLONG);
    assert_int_equal(document_save(&document, files, "/f"), 0);
    assert_int_equal(document_save(&document, files, "/f~"), 0);    /* names beside are taken */
    assert_int_equal(document_save(&document, files, "/f"), 0);
    assert_int_equal(count_files(), 2);
}

static void welcome(void **state)
{
    struct files_entry entry;
    (void)state;
    assert_int_equal(welcome_write(files), 0);
    assert_int_equal(files_stat(files, "/README", &entry), 0);
    assert_true(entry.size > 100);
    assert_int_equal(files_unlink(files, "/README"), 0);
    assert_int_equal(document_save(&document, files, "/README"), 0);
    assert_int_equal(welcome_write(files), 0);
    assert_int_equal(files_stat(files, "/README", &entry), 0);
    assert_int_equal(entry.size, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(round_trip), TEST(disk_full), TEST(every_call_fails), TEST(odd_names),
        TEST(welcome)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
