/* Vfs: the component. Turns calls of the FileSystem interface into calls of vfs.h and mounts what
 * the description lists. One thread. */
#include <camkes.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "ramfs.h"
#include "vfs.h"

#define READ_MAX 65536                  /* bytes of one read, whatever the caller asks for */

static const struct vfs_driver *const drivers[] = {&ramfs_driver, NULL};

static struct vfs vfs;

void pre_init(void)
{
    vfs.max_open = max_open > 0 ? (size_t)max_open : 1;
    vfs.mounts.name_max = name_max > 0 && name_max < 256 ? (size_t)name_max : 255;
    int result = mounts_parse(&vfs.mounts, drivers, mounts);
    if (result != 0)
        printf("%s: cannot mount all of \"%s\": %s\n", get_instance_name(), mounts,
               strerror(-result));
}

static int caller(void)
{
    return (int)fs_get_sender_id();
}

int fs_open(const char *path, int flags)
{
    return vfs_open(&vfs, caller(), path, flags);
}

int fs_close(int fd)
{
    return vfs_close(&vfs, caller(), fd);
}

int fs_close_all(void)
{
    return vfs_close_all(&vfs, caller());
}

int fs_read(int fd, int max, size_t *data_sz, char **data)
{
    size_t size = max < 0 ? 0 : max > READ_MAX ? READ_MAX : (size_t)max;
    *data_sz = 0;
    *data = malloc(size + 1);
    if (*data == NULL)
        return -ENOMEM;
    int result = (int)vfs_read(&vfs, caller(), fd, *data, size);
    if (result > 0)
        *data_sz = (size_t)result;
    return result;
}

int fs_write(int fd, size_t data_sz, const char *data)
{
    return (int)vfs_write(&vfs, caller(), fd, data, data_sz);
}

int64_t fs_seek(int fd, int64_t offset, int whence)
{
    return vfs_seek(&vfs, caller(), fd, offset, whence);
}

int fs_truncate(int fd, uint64_t size)
{
    return vfs_truncate(&vfs, caller(), fd, size);
}

int fs_rename(const char *old_path, const char *new_path)
{
    return vfs_rename(&vfs, old_path, new_path);
}

int fs_unlink(const char *path)
{
    return vfs_unlink(&vfs, path);
}

int fs_mkdir(const char *path)
{
    return vfs_mkdir(&vfs, path);
}

int fs_rmdir(const char *path)
{
    return vfs_rmdir(&vfs, path);
}

static int tell(int result, const struct vfs_entry *entry, int *type, uint64_t *size)
{
    *type = result >= 0 ? entry->type : 0;
    *size = result >= 0 ? entry->size : 0;
    return result;
}

int fs_readdir(int fd, char **name, int *type, uint64_t *size)
{
    struct vfs_entry entry = {.name = ""};
    int result = vfs_readdir(&vfs, caller(), fd, &entry);
    *name = strdup(result > 0 ? entry.name : "");
    if (*name == NULL)
        result = -ENOMEM;
    return tell(result, &entry, type, size);
}

int fs_stat(const char *path, int *type, uint64_t *size)
{
    struct vfs_entry entry = {.name = ""};
    int result = vfs_stat(&vfs, path, &entry);
    return tell(result, &entry, type, size);
}

int fs_fstat(int fd, int *type, uint64_t *size)
{
    struct vfs_entry entry = {.name = ""};
    int result = vfs_fstat(&vfs, caller(), fd, &entry);
    return tell(result, &entry, type, size);
}

int fs_space(const char *path, uint64_t *total, uint64_t *available)
{
    *total = *available = 0;
    return vfs_space(&vfs, path, total, available);
}
