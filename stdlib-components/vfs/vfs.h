/*
 * The calls of the FileSystem interface, for clients told apart by number. Pure C: the component
 * (vfs_component.c) adds the connection. Results are >= 0 or a negative errno; a call that fails
 * has changed nothing.
 */
#pragma once
#include "mount.h"

struct open_file {
    struct place place;                 /* node NULL: free */
    int flags;
    uint64_t position;                  /* directory: cursor */
};

struct vfs_client {
    struct vfs_client *next;
    int id;
    struct open_file *files;
    size_t capacity;
};

struct vfs {
    struct mounts mounts;
    struct vfs_client *clients;
    size_t max_open;                    /* descriptors of one client */
};

int vfs_open(struct vfs *vfs, int client, const char *path, int flags);
int vfs_close(struct vfs *vfs, int client, int fd);
int vfs_close_all(struct vfs *vfs, int client);
int64_t vfs_read(struct vfs *vfs, int client, int fd, char *data, size_t size);
int64_t vfs_write(struct vfs *vfs, int client, int fd, const char *data, size_t size);
int64_t vfs_seek(struct vfs *vfs, int client, int fd, int64_t offset, int whence);
int vfs_truncate(struct vfs *vfs, int client, int fd, uint64_t size);
int vfs_readdir(struct vfs *vfs, int client, int fd, struct vfs_entry *entry);
int vfs_fstat(struct vfs *vfs, int client, int fd, struct vfs_entry *entry);
int vfs_stat(struct vfs *vfs, const char *path, struct vfs_entry *entry);
int vfs_unlink(struct vfs *vfs, const char *path);
int vfs_mkdir(struct vfs *vfs, const char *path);
int vfs_rmdir(struct vfs *vfs, const char *path);
int vfs_rename(struct vfs *vfs, const char *old_path, const char *new_path);
int vfs_space(struct vfs *vfs, const char *path, uint64_t *total, uint64_t *available);
