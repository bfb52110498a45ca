/*
 * The tree of file systems and the way through it.
 *
 *     a mount's 'covered' directory is open in its file system, so it cannot disappear
 *     mounts[0] is "/" and covers nothing
 */
#pragma once
#include "driver.h"

struct place { struct mount *mount; void *node; };

struct mount {
    struct mount *next;
    const struct vfs_driver *driver;
    void *fs;
    struct place covered;
};

struct mounts {
    struct mount *first;
    size_t name_max;                    /* bytes of a name */
};

/* Where a path leads: the place itself (node NULL when there is nothing) and, unless the path ends
 * in "", "." or "..", its directory and name. */
struct target {
    struct place directory, found;
    struct vfs_name name;               /* length 0: the path names no entry */
    bool wants_directory;
};

/* Returns 0 also when only the last name does not exist; else a negative errno. */
int mounts_resolve(struct mounts *mounts, const char *path, struct target *target);

/* The same, but what the path names must exist. */
int mounts_find(struct mounts *mounts, const char *path, struct place *place);

bool mounts_covered(const struct mounts *mounts, struct place place);

/* Makes a file system of 'bytes' bytes and puts it at a directory, which is made when missing. */
int mounts_add(struct mounts *mounts, const struct vfs_driver *driver, const char *path,
               uint64_t bytes);

/* Adds all of a list like "ram / 1M, ram /tmp 64K". 'drivers' ends with NULL. */
int mounts_parse(struct mounts *mounts, const struct vfs_driver *const *drivers,
                 const char *list);

int place_type(struct place place);
