// link: stdlib-components/vfs/ramfs.c
// cflags: -Istdlib-components/vfs
/*
 * The file system in memory: random operations against a plain model, failure of every allocation,
 * and its accounting: when everything is removed, everything is free again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "ramfs.h"

static const struct vfs_driver *const d = &ramfs_driver;
static long allowed = -1;               /* allocations until one fails; -1: none fails */
static size_t live;

static void *counted_malloc(size_t size)
{
    if (allowed == 0)
        return NULL;
    if (allowed > 0)
        allowed--;
    live++;
    return malloc(size);
}

static void counted_free(void *memory)
{
    live--;
    free(memory);
}

static int setup(void **state)
{
    allowed = -1;
    ramfs_use_memory(counted_malloc, counted_free);
    *state = d->make(100 * 1024);
    return *state == NULL;
}

static int teardown(void **state)
{
    ramfs_destroy(*state);
    return live != 0;
}

static struct vfs_name name_of(const char *text)
{
    return (struct vfs_name){text, strlen(text)};
}

static uint64_t available(void *fs)
{
    uint64_t total, rest;
    d->space(fs, &total, &rest);
    assert_true(rest <= total);
    return rest;
}

static void *new_file(void *fs, const char *name)
{
    void *node;
    assert_int_equal(d->create(fs, d->root(fs), name_of(name), VFS_FILE, &node), 0);
    return node;
}

static void holes_read_as_zeros(void **state)
{
    void *fs = *state, *file = new_file(fs, "f");
    char data[8] = "xxxxxxx";
    assert_int_equal(d->write(fs, file, 5000, "end", 3), 0);
    assert_int_equal(d->read(fs, file, 4995, data, 8), 8);
    assert_memory_equal(data, "\0\0\0\0\0end", 8);
    assert_int_equal(d->truncate(fs, file, 5001), 0);
    assert_int_equal(d->truncate(fs, file, 5003), 0);
    assert_int_equal(d->read(fs, file, 5000, data, 8), 3);
    assert_memory_equal(data, "e\0\0", 3);
    assert_int_equal(d->read(fs, file, 5003, data, 8), 0);
    assert_int_equal(d->read(fs, file, UINT64_MAX, data, 8), 0);
}

static void huge_offsets(void **state)
{
    void *fs = *state, *file = new_file(fs, "f");
    struct vfs_entry entry;
    uint64_t before = available(fs);
    assert_int_equal(d->write(fs, file, UINT64_MAX, "x", 1), -EFBIG);
    assert_int_equal(d->write(fs, file, INT64_MAX, "x", 1), -EFBIG);
    assert_int_equal(d->write(fs, file, INT64_MAX - 1, "x", 1), -ENOSPC);
    assert_int_equal(d->write(fs, file, 1u << 30, "x", 1), -ENOSPC);
    assert_int_equal(d->truncate(fs, file, UINT64_MAX), -EFBIG);
    assert_int_equal(d->truncate(fs, file, INT64_MAX), 0);
    d->status(fs, file, &entry);
    assert_int_equal(entry.size, INT64_MAX);
    assert_int_equal(d->truncate(fs, file, 0), 0);
    assert_int_equal(available(fs), before);
}

static void full_disk(void **state)
{
    void *fs = *state, *file = new_file(fs, "f");
    static char text[60000], back[60000];
    uint64_t start = available(fs);
    memset(text, 'a', sizeof text);
    assert_int_equal(d->write(fs, file, 0, text, sizeof text), 0);
    uint64_t rest = available(fs);
    memset(text, 'b', sizeof text);
    assert_int_equal(d->write(fs, file, 50000, text, 60000), -ENOSPC);
    assert_int_equal(available(fs), rest);
    assert_int_equal(d->read(fs, file, 0, back, 60000), 60000);
    for (size_t i = 0; i < 60000; i++)
        assert_int_equal(back[i], 'a');
    void *node;
    assert_int_equal(d->truncate(fs, file, 0), 0);
    while (d->create(fs, d->root(fs), name_of("x"), VFS_DIRECTORY, &node) == 0)
        ;
    assert_true(available(fs) < 256);
    assert_true(start > 90000);
}

static void removed_while_open(void **state)
{
    void *fs = *state;
    uint64_t start = available(fs);
    void *file = new_file(fs, "f");
    char data[4];
    d->open(fs, file);
    assert_int_equal(d->write(fs, file, 0, "data", 4), 0);
    assert_int_equal(d->remove(fs, file), 0);
    assert_int_equal(d->read(fs, file, 0, data, 4), 4);
    assert_memory_equal(data, "data", 4);
    assert_true(available(fs) < start);
    d->close(fs, file);
    assert_int_equal(available(fs), start);
}

static void entries_while_removing(void **state)
{
    static const char *const names[] = {"a", "b", "c", "d", "e"};
    void *fs = *state, *node[5];
    struct vfs_entry entry;
    uint64_t cursor = 0;
    for (int i = 0; i < 5; i++)
        node[i] = new_file(fs, names[i]);
    assert_int_equal(d->entry(fs, d->root(fs), &cursor, &entry), 1);
    assert_string_equal(entry.name, "a");
    d->remove(fs, node[0]);
    d->remove(fs, node[1]);
    assert_int_equal(d->entry(fs, d->root(fs), &cursor, &entry), 1);
    assert_string_equal(entry.name, "c");
    d->remove(fs, node[4]);
    assert_int_equal(d->entry(fs, d->root(fs), &cursor, &entry), 1);
    assert_string_equal(entry.name, "d");
    assert_int_equal(d->entry(fs, d->root(fs), &cursor, &entry), 0);
    new_file(fs, "f");
    assert_int_equal(d->entry(fs, d->root(fs), &cursor, &entry), 1);
}

static void renaming(void **state)
{
    void *fs = *state, *root = d->root(fs), *dir, *inner, *found;
    void *file = new_file(fs, "f");
    assert_int_equal(d->create(fs, root, name_of("dir"), VFS_DIRECTORY, &dir), 0);
    assert_int_equal(d->create(fs, dir, name_of("inner"), VFS_DIRECTORY, &inner), 0);
    assert_int_equal(d->rename(fs, dir, inner, name_of("x"), NULL), -EINVAL);
    assert_int_equal(d->rename(fs, dir, dir, name_of("x"), NULL), -EINVAL);
    assert_int_equal(d->rename(fs, file, root, name_of("dir"), dir), -EISDIR);
    assert_int_equal(d->rename(fs, dir, root, name_of("f"), file), -ENOTDIR);
    assert_int_equal(d->rename(fs, inner, root, name_of("dir"), dir), -ENOTEMPTY);
    assert_int_equal(d->rename(fs, file, root, name_of("f"), file), 0);
    assert_int_equal(d->rename(fs, file, inner, name_of("g"), NULL), 0);
    assert_int_equal(d->lookup(fs, inner, name_of("g"), &found), 0);
    assert_ptr_equal(found, file);
    assert_int_equal(d->lookup(fs, root, name_of("f"), &found), -ENOENT);
    assert_int_equal(d->remove(fs, inner), -ENOTEMPTY);
}

/* ---- random operations against arrays ---- */

enum { FILES = 4, LIMIT = 9000 };

struct model { void *node; size_t size; char data[LIMIT]; };

static void compare(void *fs, const struct model *model)
{
    static char data[LIMIT];
    struct vfs_entry entry;
    d->status(fs, model->node, &entry);
    assert_int_equal(entry.size, model->size);
    assert_int_equal(d->read(fs, model->node, 0, data, LIMIT), model->size);
    assert_memory_equal(data, model->data, model->size);
}

static void random_write(void *fs, struct model *model)
{
    static char data[3000];
    size_t offset = (size_t)rand() % (LIMIT - sizeof data), size = (size_t)rand() % sizeof data;
    memset(data, rand() % 255 + 1, sizeof data);
    uint64_t before = available(fs);
    int result = d->write(fs, model->node, offset, data, size);
    if (result != 0) {
        assert_int_equal(result, -ENOSPC);
        assert_int_equal(available(fs), before);
        return;
    }
    memcpy(model->data + offset, data, size);
    if (size > 0 && offset + size > model->size)
        model->size = offset + size;
}

static void random_truncate(void *fs, struct model *model)
{
    size_t size = (size_t)rand() % LIMIT;
    assert_int_equal(d->truncate(fs, model->node, size), 0);
    if (size < model->size)
        memset(model->data + size, 0, model->size - size);
    model->size = size;
}

static void against_model(void **state)
{
    static const char *const names[FILES] = {"a", "b", "c", "d"};
    static struct model model[FILES];
    void *fs = *state;
    uint64_t start = available(fs);
    srand(7);
    for (int step = 0; step < 30000; step++) {
        struct model *m = &model[rand() % FILES];
        allowed = rand() % 3 == 0 ? rand() % 4 : -1;
        int what = rand() % 10;
        if (m->node == NULL) {
            int result = d->create(fs, d->root(fs), name_of(names[m - model]), VFS_FILE,
                                   &m->node);
            assert_true(result == 0 || result == -ENOSPC);
        } else if (what < 6) {
            random_write(fs, m);
        } else if (what < 9) {
            random_truncate(fs, m);
        } else {
            assert_int_equal(d->remove(fs, m->node), 0);
            memset(m, 0, sizeof *m);
        }
        allowed = -1;
        if (m->node != NULL)
            compare(fs, m);
    }
    for (int i = 0; i < FILES; i++)
        if (model[i].node != NULL)
            d->remove(fs, model[i].node);
    assert_int_equal(available(fs), start);
}

static void every_allocation_fails(void **state)
{
    static char text[20000];
    void *fs = *state, *node;
    for (long n = 0; n < 40; n++) {
        void *file = new_file(fs, "f");
        uint64_t before = available(fs);
        size_t count = live;
        allowed = n;
        int result = d->write(fs, file, 0, text, sizeof text);
        int other = d->create(fs, d->root(fs), name_of("g"), VFS_FILE, &node);
        int renamed = d->rename(fs, file, d->root(fs), name_of("longer"), NULL);
        allowed = -1;
        if (result != 0) {
            assert_int_equal(result, -ENOSPC);
            assert_int_equal(d->truncate(fs, file, 0), 0);
        }
        if (other == 0)
            d->remove(fs, node);
        if (result != 0 && other != 0 && renamed != 0) {
            assert_int_equal(available(fs), before);
            assert_int_equal(live, count);
        }
        d->remove(fs, file);
    }
    allowed = 0;
    assert_null(d->make(1000));
    allowed = 1;
    assert_null(d->make(1000));
    allowed = 2;
    assert_null(d->make(1000));
    allowed = -1;
    assert_null(d->make(10));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(holes_read_as_zeros), TEST(huge_offsets), TEST(full_disk), TEST(removed_while_open),
        TEST(entries_while_removing), TEST(renaming), TEST(against_model),
        TEST(every_allocation_fails)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
