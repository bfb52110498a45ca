/* Descriptors and the calls on them and on paths; see vfs.h. */
#include "vfs.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- descriptors ---- */

static struct vfs_client *find_client(struct vfs *vfs, int id)
{
    struct vfs_client *client = vfs->clients;
    while (client != NULL && client->id != id)
        client = client->next;
    return client;
}

static struct vfs_client *client_of(struct vfs *vfs, int id)
{
    struct vfs_client *client = find_client(vfs, id);
    if (client != NULL)
        return client;
    client = malloc(sizeof *client);
    if (client == NULL)
        return NULL;
    *client = (struct vfs_client){.next = vfs->clients, .id = id};
    vfs->clients = client;
    return client;
}

/* The lowest free descriptor, its place made but not taken. */
static int free_descriptor(struct vfs *vfs, int id, struct open_file **file)
{
    struct vfs_client *client = client_of(vfs, id);
    if (client == NULL)
        return -ENFILE;
    size_t fd = 0;
    while (fd < client->capacity && client->files[fd].place.node != NULL)
        fd++;
    if (fd >= vfs->max_open)
        return -EMFILE;
    if (fd == client->capacity) {
        size_t capacity = client->capacity + 8;
        struct open_file *files = realloc(client->files, capacity * sizeof *files);
        if (files == NULL)
            return -ENFILE;
        for (size_t i = client->capacity; i < capacity; i++)
            files[i] = (struct open_file){.flags = 0};
        client->files = files;
        client->capacity = capacity;
    }
    *file = &client->files[fd];
    return (int)fd;
}

/* NULL when that client has no such descriptor. */
static struct open_file *file_of(struct vfs *vfs, int id, int fd)
{
    struct vfs_client *client = find_client(vfs, id);
    if (client == NULL || fd < 0 || (size_t)fd >= client->capacity)
        return NULL;
    return client->files[fd].place.node != NULL ? &client->files[fd] : NULL;
}

static bool may_read(const struct open_file *file)
{
    return (file->flags & O_ACCMODE) != O_WRONLY;
}

static bool may_write(const struct open_file *file)
{
    return (file->flags & O_ACCMODE) != O_RDONLY;
}

static int entry_of(struct place place, struct vfs_entry *entry)
{
    place.mount->driver->status(place.mount->fs, place.node, entry);
    return 0;
}

/* ---- opening ---- */

static int check_existing(const struct target *target, int flags)
{
    bool directory = place_type(target->found) == VFS_DIRECTORY;
    bool writing = (flags & O_ACCMODE) != O_RDONLY || (flags & O_TRUNC);
    if ((flags & O_CREAT) && (flags & O_EXCL))
        return -EEXIST;
    if (directory && (writing || (flags & O_CREAT)))
        return -EISDIR;
    if (!directory && ((flags & O_DIRECTORY) || target->wants_directory))
        return -ENOTDIR;
    return 0;
}

/* Makes the file of a path that leads nowhere, if the flags say so. */
static int create(struct target *target, int flags)
{
    if (!(flags & O_CREAT))
        return -ENOENT;
    if (target->wants_directory || (flags & O_DIRECTORY))
        return -EISDIR;
    struct mount *mount = target->directory.mount;
    target->found.mount = mount;
    return mount->driver->create(mount->fs, target->directory.node, target->name, VFS_FILE,
                                 &target->found.node);
}

int vfs_open(struct vfs *vfs, int client, const char *path, int flags)
{
    struct target target;
    struct open_file *file;
    if ((flags & O_ACCMODE) == O_ACCMODE)
        return -EINVAL;
    int result = mounts_resolve(&vfs->mounts, path, &target);
    if (result != 0)
        return result;
    int fd = free_descriptor(vfs, client, &file);
    if (fd < 0)
        return fd;
    result = target.found.node != NULL ? check_existing(&target, flags) : create(&target, flags);
    if (result != 0)
        return result;
    struct mount *mount = target.found.mount;
    if ((flags & O_TRUNC) && (flags & O_ACCMODE) != O_RDONLY) {
        result = mount->driver->truncate(mount->fs, target.found.node, 0);
        if (result != 0)
            return result;
    }
    *file = (struct open_file){.place = target.found, .flags = flags};
    mount->driver->open(mount->fs, target.found.node);
    return fd;
}

static void close_file(struct open_file *file)
{
    struct place place = file->place;
    *file = (struct open_file){.flags = 0};
    place.mount->driver->close(place.mount->fs, place.node);
}

int vfs_close(struct vfs *vfs, int client, int fd)
{
    struct open_file *file = file_of(vfs, client, fd);
    if (file == NULL)
        return -EBADF;
    close_file(file);
    return 0;
}

int vfs_close_all(struct vfs *vfs, int id)
{
    struct vfs_client *client = find_client(vfs, id);
    for (size_t fd = 0; client != NULL && fd < client->capacity; fd++)
        if (client->files[fd].place.node != NULL)
            close_file(&client->files[fd]);
    return 0;
}

/* ---- open files ---- */

int64_t vfs_read(struct vfs *vfs, int client, int fd, char *data, size_t size)
{
    struct open_file *file = file_of(vfs, client, fd);
    if (file == NULL || !may_read(file))
        return -EBADF;
    if (place_type(file->place) == VFS_DIRECTORY)
        return -EISDIR;
    struct mount *mount = file->place.mount;
    int64_t count = mount->driver->read(mount->fs, file->place.node, file->position, data, size);
    if (count > 0)
        file->position += (uint64_t)count;
    return count;
}

int64_t vfs_write(struct vfs *vfs, int client, int fd, const char *data, size_t size)
{
    struct open_file *file = file_of(vfs, client, fd);
    if (file == NULL || !may_write(file))
        return -EBADF;
    struct mount *mount = file->place.mount;
    uint64_t position = file->position;
    if (file->flags & O_APPEND) {
        struct vfs_entry entry;
        entry_of(file->place, &entry);
        position = entry.size;
    }
    int result = mount->driver->write(mount->fs, file->place.node, position, data, size);
    if (result != 0)
        return result;
    file->position = position + size;
    return (int64_t)size;
}

int64_t vfs_seek(struct vfs *vfs, int client, int fd, int64_t offset, int whence)
{
    struct open_file *file = file_of(vfs, client, fd);
    struct vfs_entry entry;
    int64_t position;
    if (file == NULL)
        return -EBADF;
    entry_of(file->place, &entry);
    if (entry.type == VFS_DIRECTORY && (whence != SEEK_SET || offset != 0))
        return -EINVAL;
    uint64_t base = whence == SEEK_CUR ? file->position : whence == SEEK_END ? entry.size : 0;
    if (whence != SEEK_SET && whence != SEEK_CUR && whence != SEEK_END)
        return -EINVAL;
    if (__builtin_add_overflow((int64_t)base, offset, &position) || position < 0)
        return -EINVAL;
    file->position = (uint64_t)position;
    return position;
}

int vfs_truncate(struct vfs *vfs, int client, int fd, uint64_t size)
{
    struct open_file *file = file_of(vfs, client, fd);
    if (file == NULL || !may_write(file))
        return -EBADF;
    struct mount *mount = file->place.mount;
    return mount->driver->truncate(mount->fs, file->place.node, size);
}

int vfs_readdir(struct vfs *vfs, int client, int fd, struct vfs_entry *entry)
{
    struct open_file *file = file_of(vfs, client, fd);
    if (file == NULL)
        return -EBADF;
    if (place_type(file->place) != VFS_DIRECTORY)
        return -ENOTDIR;
    struct mount *mount = file->place.mount;
    return mount->driver->entry(mount->fs, file->place.node, &file->position, entry);
}

int vfs_fstat(struct vfs *vfs, int client, int fd, struct vfs_entry *entry)
{
    struct open_file *file = file_of(vfs, client, fd);
    return file != NULL ? entry_of(file->place, entry) : -EBADF;
}

/* ---- paths ---- */

int vfs_stat(struct vfs *vfs, const char *path, struct vfs_entry *entry)
{
    struct place place;
    int result = mounts_find(&vfs->mounts, path, &place);
    return result != 0 ? result : entry_of(place, entry);
}

static int remove_at(struct vfs *vfs, const struct target *target)
{
    if (mounts_covered(&vfs->mounts, target->found))
        return -EBUSY;
    struct mount *mount = target->found.mount;
    return mount->driver->remove(mount->fs, target->found.node);
}

/* 0 and `target` for what is there, else an error */
static int resolve_existing(struct vfs *vfs, const char *path, struct target *target)
{
    int result = mounts_resolve(&vfs->mounts, path, target);
    return result == 0 && target->found.node == NULL ? -ENOENT : result;
}

int vfs_unlink(struct vfs *vfs, const char *path)
{
    struct target target;
    int result = resolve_existing(vfs, path, &target);
    if (result != 0)
        return result;
    if (place_type(target.found) == VFS_DIRECTORY)
        return -EISDIR;
    return remove_at(vfs, &target);
}

int vfs_mkdir(struct vfs *vfs, const char *path)
{
    struct target target;
    void *node;
    int result = mounts_resolve(&vfs->mounts, path, &target);
    if (result != 0)
        return result;
    if (target.found.node != NULL)
        return -EEXIST;
    struct mount *mount = target.directory.mount;
    return mount->driver->create(mount->fs, target.directory.node, target.name, VFS_DIRECTORY,
                                 &node);
}

int vfs_rmdir(struct vfs *vfs, const char *path)
{
    struct target target;
    int result = resolve_existing(vfs, path, &target);
    if (result != 0)
        return result;
    if (place_type(target.found) != VFS_DIRECTORY)
        return -ENOTDIR;
    if (mounts_covered(&vfs->mounts, target.found))
        return -EBUSY;
    if (target.name.length == 0)
        return -EINVAL;
    return remove_at(vfs, &target);
}

static int check_rename(struct vfs *vfs, const struct target *from, const struct target *to)
{
    if (from->found.node == NULL)
        return -ENOENT;
    if (from->name.length == 0 || to->name.length == 0)
        return -EINVAL;
    if (mounts_covered(&vfs->mounts, from->found))
        return -EBUSY;
    if (to->found.node != NULL && mounts_covered(&vfs->mounts, to->found))
        return -EBUSY;
    if (from->directory.mount != to->directory.mount)
        return -EXDEV;
    if (to->wants_directory && place_type(from->found) != VFS_DIRECTORY)
        return -ENOTDIR;
    return 0;
}

int vfs_rename(struct vfs *vfs, const char *old_path, const char *new_path)
{
    struct target from, to;
    int result = mounts_resolve(&vfs->mounts, old_path, &from);
    if (result == 0)
        result = mounts_resolve(&vfs->mounts, new_path, &to);
    if (result == 0)
        result = check_rename(vfs, &from, &to);
    if (result != 0)
        return result;
    struct mount *mount = from.found.mount;
    return mount->driver->rename(mount->fs, from.found.node, to.directory.node, to.name,
                                 to.found.node);
}

int vfs_space(struct vfs *vfs, const char *path, uint64_t *total, uint64_t *available)
{
    struct place place;
    int result = mounts_find(&vfs->mounts, path, &place);
    if (result == 0)
        place.mount->driver->space(place.mount->fs, total, available);
    return result;
}
