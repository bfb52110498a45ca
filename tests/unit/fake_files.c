/* The Vfs in the same program; see fake_files.h. */
#include "fake_files.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "ramfs.h"
#include "vfs.h"

static struct vfs vfs;
static long countdown;
static int failure_code;

static int failing(void)
{
    return countdown > 0 && --countdown == 0 ? -failure_code : 0;
}

#define FAIL() \
    do { \
        int failure = failing(); \
        if (failure != 0) \
            return failure; \
    } while (0)

static int fs_open(const char *path, int flags)
{
    FAIL();
    return vfs_open(&vfs, 1, path, flags);
}

static int fs_close(int fd)
{
    return vfs_close(&vfs, 1, fd);
}

static int fs_close_all(void)
{
    return vfs_close_all(&vfs, 1);
}

static int fs_read(int fd, int max, size_t *size, char **data)
{
    *size = 0;
    *data = malloc((size_t)max + 1);
    FAIL();
    int result = (int)vfs_read(&vfs, 1, fd, *data, (size_t)max);
    *size = result > 0 ? (size_t)result : 0;
    return result;
}

static int fs_write(int fd, size_t size, const char *data)
{
    FAIL();
    return (int)vfs_write(&vfs, 1, fd, data, size);
}

static int64_t fs_seek(int fd, int64_t offset, int whence)
{
    return vfs_seek(&vfs, 1, fd, offset, whence);
}

static int fs_truncate(int fd, uint64_t size)
{
    FAIL();
    return vfs_truncate(&vfs, 1, fd, size);
}

static int fs_rename(const char *old_path, const char *new_path)
{
    FAIL();
    return vfs_rename(&vfs, old_path, new_path);
}

static int fs_unlink(const char *path)
{
    return vfs_unlink(&vfs, path);
}

static int fs_mkdir(const char *path)
{
    FAIL();
    return vfs_mkdir(&vfs, path);
}

static int fs_rmdir(const char *path)
{
    return vfs_rmdir(&vfs, path);
}

static int tell(int result, const struct vfs_entry *entry, int *type, uint64_t *size)
{
    *type = entry->type;
    *size = entry->size;
    return result;
}

static int fs_readdir(int fd, char **name, int *type, uint64_t *size)
{
    struct vfs_entry entry = {.name = ""};
    *name = NULL;
    FAIL();
    int result = vfs_readdir(&vfs, 1, fd, &entry);
    *name = strdup(entry.name);
    return tell(result, &entry, type, size);
}

static int fs_stat(const char *path, int *type, uint64_t *size)
{
    struct vfs_entry entry = {.name = ""};
    return tell(vfs_stat(&vfs, path, &entry), &entry, type, size);
}

static int fs_fstat(int fd, int *type, uint64_t *size)
{
    struct vfs_entry entry = {.name = ""};
    return tell(vfs_fstat(&vfs, 1, fd, &entry), &entry, type, size);
}

static int fs_space(const char *path, uint64_t *total, uint64_t *available)
{
    return vfs_space(&vfs, path, total, available);
}

static const struct files files = FILES(fs);

const struct files *fake_files_make(uint64_t bytes)
{
    vfs = (struct vfs){.max_open = 16, .mounts.name_max = 255};
    countdown = 0;
    return mounts_add(&vfs.mounts, &ramfs_driver, "/", bytes) == 0 ? &files : NULL;
}

void fake_files_release(void)
{
    vfs_close_all(&vfs, 1);
    if (vfs.clients != NULL)
        free(vfs.clients->files);
    free(vfs.clients);
    ramfs_destroy(vfs.mounts.first->fs);
    free(vfs.mounts.first);
}

void fake_files_fail(long n, int failure)
{
    countdown = n;
    failure_code = failure;
}
