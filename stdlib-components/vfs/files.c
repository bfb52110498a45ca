/* Client of a file system; see files.h. Cuts large transfers into pieces that fit into a call. */
#include "files.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define PIECE 2048u                     /* bytes of one call */

static int64_t outcome(int64_t result)
{
    if (result >= 0)
        return result;
    errno = (int)-result;
    return -1;
}

static int path_outcome(int (*call)(const char *path), const char *path)
{
    return (int)outcome(strlen(path) <= FILES_PATH_MAX ? call(path) : -ENAMETOOLONG);
}

int files_open(const struct files *files, const char *path, int flags)
{
    return (int)outcome(strlen(path) <= FILES_PATH_MAX ? files->open(path, flags)
                                                       : -ENAMETOOLONG);
}

int files_close(const struct files *files, int fd)
{
    return (int)outcome(files->close(fd));
}

int64_t files_read(const struct files *files, int fd, void *data, size_t size)
{
    size_t done = 0;
    while (done < size) {
        size_t piece = size - done < PIECE ? size - done : PIECE, count = 0;
        char *bytes = NULL;
        int result = files->read(fd, (int)piece, &count, &bytes);
        if (result > 0 && count <= piece)
            memcpy((char *)data + done, bytes, count);
        else if (result > 0)
            result = -EIO;
        free(bytes);
        if (result < 0 && done == 0)
            return outcome(result);
        if (result <= 0)
            break;
        done += count;
    }
    return (int64_t)done;
}

int64_t files_write(const struct files *files, int fd, const void *data, size_t size)
{
    size_t done = 0;
    while (done < size) {
        size_t piece = size - done < PIECE ? size - done : PIECE;
        int result = files->write(fd, piece, (const char *)data + done);
        if (result < 0) {
            outcome(result);
            return done > 0 ? (int64_t)done : -1;
        }
        done += piece;
    }
    return (int64_t)done;
}

int64_t files_seek(const struct files *files, int fd, int64_t offset, int whence)
{
    return outcome(files->seek(fd, offset, whence));
}

int files_truncate(const struct files *files, int fd, uint64_t size)
{
    return (int)outcome(files->truncate(fd, size));
}

int files_rename(const struct files *files, const char *old_path, const char *new_path)
{
    if (strlen(old_path) > FILES_PATH_MAX || strlen(new_path) > FILES_PATH_MAX)
        return (int)outcome(-ENAMETOOLONG);
    return (int)outcome(files->rename(old_path, new_path));
}

int files_unlink(const struct files *files, const char *path)
{
    return path_outcome(files->unlink, path);
}

int files_mkdir(const struct files *files, const char *path)
{
    return path_outcome(files->mkdir, path);
}

int files_rmdir(const struct files *files, const char *path)
{
    return path_outcome(files->rmdir, path);
}

int files_readdir(const struct files *files, int fd, struct files_entry *entry)
{
    char *name = NULL;
    int result = files->readdir(fd, &name, &entry->type, &entry->size);
    if (result > 0 && (name == NULL || strlen(name) > FILES_NAME_MAX))
        result = -EIO;
    strcpy(entry->name, result > 0 ? name : "");
    free(name);
    return (int)outcome(result);
}

int files_stat(const struct files *files, const char *path, struct files_entry *entry)
{
    entry->name[0] = '\0';
    return (int)outcome(strlen(path) <= FILES_PATH_MAX
                            ? files->stat(path, &entry->type, &entry->size)
                            : -ENAMETOOLONG);
}

int files_fstat(const struct files *files, int fd, struct files_entry *entry)
{
    entry->name[0] = '\0';
    return (int)outcome(files->fstat(fd, &entry->type, &entry->size));
}

int files_space(const struct files *files, const char *path, uint64_t *total,
                uint64_t *available)
{
    if (strlen(path) > FILES_PATH_MAX)
        return (int)outcome(-ENAMETOOLONG);
    return (int)outcome(files->space(path, total, available));
}

int files_close_all(const struct files *files)
{
    return (int)outcome(files->close_all());
}
