// link: stdlib-components/vfs/vfs.c stdlib-components/vfs/mount.c stdlib-components/vfs/path.c
// link: stdlib-components/vfs/ramfs.c
// cflags: -Istdlib-components/vfs
/* Paths, mounts, descriptors and the errors of every call. */
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
#include "path.h"
#include "ramfs.h"
#include "vfs.h"

static const struct vfs_driver *const drivers[] = {&ramfs_driver, NULL};
static struct vfs vfs;

enum { ME = 1, OTHER = 2 };

static int setup(void **state)
{
    (void)state;
    vfs = (struct vfs){.max_open = 10, .mounts.name_max = 20};
    return mounts_parse(&vfs.mounts, drivers, "ram / 64K, ram /tmp 8192,\n ram /tmp/deep 8K");
}

static int teardown(void **state)
{
    (void)state;
    for (struct vfs_client *client = vfs.clients; client != NULL; client = client->next)
        vfs_close_all(&vfs, client->id);
    for (struct vfs_client *client = vfs.clients, *next; client != NULL; client = next) {
        next = client->next;
        free(client->files);
        free(client);
    }
    for (struct mount *mount = vfs.mounts.first, *next; mount != NULL; mount = next) {
        next = mount->next;
        ramfs_destroy(mount->fs);
        free(mount);
    }
    return 0;
}

static int put(const char *path, const char *text)
{
    int fd = vfs_open(&vfs, ME, path, O_WRONLY | O_CREAT | O_TRUNC);
    if (fd < 0)
        return fd;
    int64_t result = vfs_write(&vfs, ME, fd, text, strlen(text));
    vfs_close(&vfs, ME, fd);
    return result < 0 ? (int)result : 0;
}

static void expect_text(const char *path, const char *text)
{
    char data[100];
    int fd = vfs_open(&vfs, ME, path, O_RDONLY);
    assert_true(fd >= 0);
    int64_t size = vfs_read(&vfs, ME, fd, data, sizeof data - 1);
    assert_true(size >= 0);
    data[size] = '\0';
    assert_string_equal(data, text);
    vfs_close(&vfs, ME, fd);
}

static int type_of(const char *path)
{
    struct vfs_entry entry;
    int result = vfs_stat(&vfs, path, &entry);
    return result < 0 ? result : entry.type;
}

static void paths(void **state)
{
    (void)state;
    assert_int_equal(vfs_mkdir(&vfs, "/a"), 0);
    assert_int_equal(vfs_mkdir(&vfs, "a/b/"), 0);
    assert_int_equal(put("//a/./b/..//b/f", "text"), 0);
    expect_text("/a/b/f", "text");
    expect_text("../../a/b/./f", "text");
    assert_int_equal(type_of("/"), VFS_DIRECTORY);
    assert_int_equal(type_of("//"), VFS_DIRECTORY);
    assert_int_equal(type_of("."), VFS_DIRECTORY);
    assert_int_equal(type_of(""), -ENOENT);
    assert_int_equal(type_of("/a/b/f/"), -ENOTDIR);
    assert_int_equal(type_of("/a/b/f/.."), -ENOTDIR);
    assert_int_equal(type_of("/none/.."), -ENOENT);
    assert_int_equal(type_of("/a/none/x"), -ENOENT);
    assert_int_equal(type_of("/a/12345678901234567890"), -ENOENT);
    assert_int_equal(type_of("/a/123456789012345678901"), -ENAMETOOLONG);
    static char longest[PATH_LIMIT + 1];
    memset(longest, '/', PATH_LIMIT);
    assert_int_equal(type_of(longest), -ENAMETOOLONG);
    longest[PATH_LIMIT - 1] = '\0';
    assert_int_equal(type_of(longest), VFS_DIRECTORY);
}

static void opening(void **state)
{
    (void)state;
    assert_int_equal(vfs_open(&vfs, ME, "/f", O_RDONLY), -ENOENT);
    assert_int_equal(vfs_open(&vfs, ME, "/f/", O_RDWR | O_CREAT), -EISDIR);
    assert_int_equal(vfs_open(&vfs, ME, "/", O_RDWR), -EISDIR);
    assert_int_equal(vfs_open(&vfs, ME, "/f", O_ACCMODE), -EINVAL);
    assert_int_equal(vfs_open(&vfs, ME, "/f", O_RDWR | O_CREAT | O_EXCL), 0);
    assert_int_equal(vfs_open(&vfs, ME, "/f", O_RDWR | O_CREAT | O_EXCL), -EEXIST);
    assert_int_equal(vfs_open(&vfs, ME, "/f", O_RDONLY | O_DIRECTORY), -ENOTDIR);
    assert_int_equal(vfs_open(&vfs, ME, "/f/x", O_RDONLY), -ENOTDIR);
    assert_int_equal(vfs_open(&vfs, ME, "/", O_RDONLY | O_DIRECTORY), 1);
    assert_int_equal(vfs_close(&vfs, ME, 0), 0);
    assert_int_equal(vfs_close(&vfs, ME, 0), -EBADF);
    assert_int_equal(vfs_open(&vfs, ME, "/f", O_RDONLY), 0);
    assert_int_equal(vfs_close(&vfs, OTHER, 0), -EBADF);
    assert_int_equal(vfs_close(&vfs, ME, -1), -EBADF);
    assert_int_equal(vfs_close(&vfs, ME, 1000000), -EBADF);
}

static void descriptors_are_limited(void **state)
{
    (void)state;
    for (int round = 0; round < 2; round++) {
        assert_int_equal(put("/f", "x"), 0);
        for (int i = 0; i < 10; i++)
            assert_int_equal(vfs_open(&vfs, ME, "/f", O_RDONLY), i);
        assert_int_equal(vfs_open(&vfs, ME, "/f", O_RDONLY), -EMFILE);
        assert_int_equal(vfs_open(&vfs, ME, "/new", O_RDWR | O_CREAT), -EMFILE);
        assert_int_equal(type_of("/new"), -ENOENT);
        assert_int_equal(vfs_open(&vfs, OTHER, "/f", O_RDONLY), 0);
        assert_int_equal(vfs_close_all(&vfs, ME), 0);
        assert_int_equal(vfs_close(&vfs, OTHER, 0), 0);
    }
}

static void reading_and_writing(void **state)
{
    char data[20] = "";
    (void)state;
    int fd = vfs_open(&vfs, ME, "/f", O_RDWR | O_CREAT);
    assert_int_equal(vfs_write(&vfs, ME, fd, "0123456789", 10), 10);
    assert_int_equal(vfs_seek(&vfs, ME, fd, -4, SEEK_END), 6);
    assert_int_equal(vfs_read(&vfs, ME, fd, data, 20), 4);
    assert_memory_equal(data, "6789", 4);
    assert_int_equal(vfs_read(&vfs, ME, fd, data, 20), 0);
    assert_int_equal(vfs_seek(&vfs, ME, fd, -5, SEEK_CUR), 5);
    assert_int_equal(vfs_seek(&vfs, ME, fd, -6, SEEK_CUR), -EINVAL);
    assert_int_equal(vfs_seek(&vfs, ME, fd, 0, 99), -EINVAL);
    assert_int_equal(vfs_seek(&vfs, ME, fd, INT64_MAX, SEEK_CUR), -EINVAL);
    assert_int_equal(vfs_read(&vfs, ME, fd, data, 1), 1);
    assert_int_equal(data[0], '5');
    assert_int_equal(vfs_truncate(&vfs, ME, fd, 3), 0);
    expect_text("/f", "012");
    int append = vfs_open(&vfs, ME, "/f", O_WRONLY | O_APPEND);
    assert_int_equal(vfs_write(&vfs, ME, append, "ab", 2), 2);
    assert_int_equal(vfs_read(&vfs, ME, append, data, 1), -EBADF);
    expect_text("/f", "012ab");
    int reader = vfs_open(&vfs, ME, "/f", O_RDONLY);
    assert_int_equal(vfs_write(&vfs, ME, reader, "x", 1), -EBADF);
    assert_int_equal(vfs_truncate(&vfs, ME, reader, 0), -EBADF);
    assert_int_equal(vfs_read(&vfs, ME, 99, data, 1), -EBADF);
    int directory = vfs_open(&vfs, ME, "/", O_RDONLY);
    assert_int_equal(vfs_read(&vfs, ME, directory, data, 1), -EISDIR);
}

static void removing(void **state)
{
    (void)state;
    assert_int_equal(vfs_mkdir(&vfs, "/d"), 0);
    assert_int_equal(vfs_mkdir(&vfs, "/d"), -EEXIST);
    assert_int_equal(vfs_mkdir(&vfs, "/d/."), -EEXIST);
    assert_int_equal(put("/d/f", "x"), 0);
    assert_int_equal(vfs_rmdir(&vfs, "/d"), -ENOTEMPTY);
    assert_int_equal(vfs_rmdir(&vfs, "/d/f"), -ENOTDIR);
    assert_int_equal(vfs_unlink(&vfs, "/d"), -EISDIR);
    assert_int_equal(vfs_unlink(&vfs, "/d/none"), -ENOENT);
    assert_int_equal(vfs_rmdir(&vfs, "/none"), -ENOENT);
    assert_int_equal(vfs_rmdir(&vfs, "/d/."), -EINVAL);
    assert_int_equal(vfs_unlink(&vfs, "/d/f"), 0);
    assert_int_equal(vfs_rmdir(&vfs, "/d/"), 0);
    assert_int_equal(vfs_rmdir(&vfs, "/"), -EBUSY);
    assert_int_equal(vfs_rmdir(&vfs, "/tmp/deep"), -EBUSY);
    assert_int_equal(vfs_rmdir(&vfs, "/tmp"), -EBUSY);
    assert_int_equal(vfs_rename(&vfs, "/tmp", "/other"), -EBUSY);
}

static void renaming(void **state)
{
    (void)state;
    assert_int_equal(put("/a", "a"), 0);
    assert_int_equal(put("/b", "b"), 0);
    assert_int_equal(vfs_rename(&vfs, "/a", "/b"), 0);
    expect_text("/b", "a");
    assert_int_equal(type_of("/a"), -ENOENT);
    assert_int_equal(vfs_rename(&vfs, "/a", "/c"), -ENOENT);
    assert_int_equal(vfs_rename(&vfs, "/b", "/tmp/b"), -EXDEV);
    assert_int_equal(vfs_rename(&vfs, "/b", "/c/"), -ENOTDIR);
    assert_int_equal(vfs_rename(&vfs, "/b", "/x/y"), -ENOENT);
    assert_int_equal(vfs_rename(&vfs, "/b", "."), -EINVAL);
    assert_int_equal(vfs_mkdir(&vfs, "/d"), 0);
    assert_int_equal(vfs_rename(&vfs, "/d", "/d/e"), -EINVAL);
    assert_int_equal(vfs_rename(&vfs, "/d", "/e/"), 0);
    assert_int_equal(vfs_rename(&vfs, "/b", "/e/b"), 0);
    expect_text("/e/b", "a");
}

static void listing(void **state)
{
    struct vfs_entry entry;
    char names[100] = "";
    (void)state;
    assert_int_equal(put("/one", "1"), 0);
    assert_int_equal(put("/two", "22"), 0);
    int fd = vfs_open(&vfs, ME, "/", O_RDONLY);
    while (vfs_readdir(&vfs, ME, fd, &entry) == 1)
        strcat(strcat(names, entry.name), entry.type == VFS_DIRECTORY ? "/ " : " ");
    assert_string_equal(names, "tmp/ one two ");
    assert_int_equal(vfs_seek(&vfs, ME, fd, 1, SEEK_SET), -EINVAL);
    assert_int_equal(vfs_seek(&vfs, ME, fd, 0, SEEK_SET), 0);
    assert_int_equal(vfs_readdir(&vfs, ME, fd, &entry), 1);
    assert_string_equal(entry.name, "tmp");
    int file = vfs_open(&vfs, ME, "/two", O_RDONLY);
    assert_int_equal(vfs_readdir(&vfs, ME, file, &entry), -ENOTDIR);
    assert_int_equal(vfs_fstat(&vfs, ME, file, &entry), 0);
    assert_int_equal(entry.size, 2);
    assert_int_equal(vfs_fstat(&vfs, ME, 99, &entry), -EBADF);
}

static void mounts_meet(void **state)
{
    uint64_t total, rest;
    (void)state;
    assert_int_equal(put("/tmp/deep/f", "deep"), 0);
    expect_text("/tmp/deep/../../tmp/deep/f", "deep");
    assert_int_equal(put("/tmp/deep/../g", "g"), 0);
    expect_text("/tmp/g", "g");
    assert_int_equal(vfs_space(&vfs, "/tmp/g", &total, &rest), 0);
    assert_int_equal(total, 8192);
    assert_int_equal(vfs_space(&vfs, "/", &total, &rest), 0);
    assert_int_equal(total, 65536);
    assert_int_equal(mounts_add(&vfs.mounts, &ramfs_driver, "/tmp", 100), -EBUSY);
    assert_int_equal(mounts_add(&vfs.mounts, &ramfs_driver, "/x/y", 100), -ENOENT);
    static char text[9000];
    memset(text, 'x', sizeof text - 1);
    assert_int_equal(put("/tmp/big", text), -ENOSPC);   /* one file system is full, not all */
    assert_int_equal(put("/big", text), 0);
}

static void mount_lists(void **state)
{
    static const struct { const char *list; int result; } cases[] = {
        {"", 0}, {" , ", -EINVAL}, {"ram / 1Q", -EINVAL}, {"ram / 99999999999999999999", -EINVAL},
        {"ram / 99999999999G", -EINVAL}, {"ram /x 1M", -ENOENT}, {"disk / 1M", -ENODEV},
        {"ram / 1M extra", -EINVAL}, {"ram /", -EINVAL}, {"ram / 0", -ENOMEM}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct mounts mounts = {.name_max = 20};
        int result = mounts_parse(&mounts, drivers, cases[i].list);
        assert_int_equal(result, cases[i].result);
        if (mounts.first != NULL)
            ramfs_destroy(mounts.first->fs);
        free(mounts.first);
    }
}

static void removed_file_stays_open(void **state)
{
    char data[4];
    (void)state;
    assert_int_equal(put("/f", "text"), 0);
    int fd = vfs_open(&vfs, ME, "/f", O_RDONLY);
    assert_int_equal(vfs_unlink(&vfs, "/f"), 0);
    assert_int_equal(put("/f", "new"), 0);
    assert_int_equal(vfs_read(&vfs, ME, fd, data, 4), 4);
    assert_memory_equal(data, "text", 4);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(paths), TEST(opening), TEST(descriptors_are_limited), TEST(reading_and_writing),
        TEST(removing), TEST(renaming), TEST(listing), TEST(mounts_meet), TEST(mount_lists),
        TEST(removed_file_stays_open)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
