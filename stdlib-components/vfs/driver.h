/*
 * What a file system is to the Vfs. A node is whatever the driver wants it to be; the Vfs keeps one
 * only between calls that cannot remove it, or between open() and close(). All calls return 0 or a
 * negative errno and change nothing when they fail.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VFS_FILE = 1, VFS_DIRECTORY = 2 };

/* A name inside a path: not terminated, never empty, "." or "..", without a slash. */
struct vfs_name { const char *text; size_t length; };

struct vfs_entry {
    const char *name;                   /* valid until the next call */
    int type;
    uint64_t size;
};

struct vfs_driver {
    const char *name;
    /* Makes a file system that keeps at most 'bytes' bytes; NULL when there is no memory. */
    void *(*make)(uint64_t bytes);

    void *(*root)(void *fs);
    void *(*parent)(void *fs, void *directory);
    int (*lookup)(void *fs, void *directory, struct vfs_name name, void **node);
    void (*status)(void *fs, void *node, struct vfs_entry *entry);

    /* An open node survives its removal until it is closed as often as it was opened. */
    void (*open)(void *fs, void *node);
    void (*close)(void *fs, void *node);

    /* read returns the number of bytes; write writes everything or nothing. */
    int64_t (*read)(void *fs, void *file, uint64_t offset, char *data, size_t size);
    int (*write)(void *fs, void *file, uint64_t offset, const char *data, size_t size);
    int (*truncate)(void *fs, void *file, uint64_t size);

    /* The first entry after *cursor (0 at the start), which is moved on: 1, or 0 at the end. */
    int (*entry)(void *fs, void *directory, uint64_t *cursor, struct vfs_entry *entry);
    int (*create)(void *fs, void *directory, struct vfs_name name, int type, void **node);
    /* A file, or an empty directory. */
    int (*remove)(void *fs, void *node);
    /* 'replaced' is what has that name now, NULL when nothing has; it is removed. */
    int (*rename)(void *fs, void *node, void *directory, struct vfs_name name, void *replaced);

    void (*space)(void *fs, uint64_t *total, uint64_t *available);
};
