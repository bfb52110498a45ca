/*
 * What a client of a file system uses: calls like POSIX's over the FileSystem interface. Flags and
 * whence are those of <fcntl.h> and <stdio.h>. A call that fails returns -1 and sets errno.
 *
 *     uses FileSystem fs;
 *
 *     static struct files files = FILES(fs);
 *     int fd = files_open(&files, "/notes", O_RDWR | O_CREAT);
 */
#pragma once
#include <stddef.h>
#include <stdint.h>

#define FILES_NAME_MAX 255
#define FILES_PATH_MAX 1023

enum { FILES_FILE = 1, FILES_DIRECTORY = 2 };

struct files {
    int (*open)(const char *path, int flags);
    int (*close)(int fd);
    int (*read)(int fd, int max, size_t *size, char **data);
    int (*write)(int fd, size_t size, const char *data);
    int64_t (*seek)(int fd, int64_t offset, int whence);
    int (*truncate)(int fd, uint64_t size);
    int (*rename)(const char *old_path, const char *new_path);
    int (*unlink)(const char *path);
    int (*mkdir)(const char *path);
    int (*rmdir)(const char *path);
    int (*readdir)(int fd, char **name, int *type, uint64_t *size);
    int (*stat)(const char *path, int *type, uint64_t *size);
    int (*fstat)(int fd, int *type, uint64_t *size);
    int (*space)(const char *path, uint64_t *total, uint64_t *available);
    int (*close_all)(void);
};

#define FILES(interface) \
    { \
        .open = interface##_open, .close = interface##_close, .read = interface##_read, \
        .write = interface##_write, .seek = interface##_seek, \
        .truncate = interface##_truncate, .rename = interface##_rename, \
        .unlink = interface##_unlink, .mkdir = interface##_mkdir, .rmdir = interface##_rmdir, \
        .readdir = interface##_readdir, .stat = interface##_stat, .fstat = interface##_fstat, \
        .space = interface##_space, .close_all = interface##_close_all \
    }

struct files_entry {
    char name[FILES_NAME_MAX + 1];      /* empty from files_stat and files_fstat */
    int type;
    uint64_t size;
};

int files_open(const struct files *files, const char *path, int flags);
int files_close(const struct files *files, int fd);

/* As many bytes as there are, up to 'size'; less only at the end of the file. */
int64_t files_read(const struct files *files, int fd, void *data, size_t size);

/* Returns less than 'size' when it failed after some bytes had been written. */
int64_t files_write(const struct files *files, int fd, const void *data, size_t size);

int64_t files_seek(const struct files *files, int fd, int64_t offset, int whence);
int files_truncate(const struct files *files, int fd, uint64_t size);
int files_rename(const struct files *files, const char *old_path, const char *new_path);
int files_unlink(const struct files *files, const char *path);
int files_mkdir(const struct files *files, const char *path);
int files_rmdir(const struct files *files, const char *path);

/* The next entry of an open directory: 1, 0 at the end, -1 on failure. */
int files_readdir(const struct files *files, int fd, struct files_entry *entry);
int files_stat(const struct files *files, const char *path, struct files_entry *entry);
int files_fstat(const struct files *files, int fd, struct files_entry *entry);
int files_space(const struct files *files, const char *path, uint64_t *total,
                uint64_t *available);

/* Closes what an earlier life of this client left open. */
int files_close_all(const struct files *files);
