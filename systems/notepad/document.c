/* Loading and saving; see document.h. */
#include "document.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRIES 10                        /* names for the new file */

void document_init(struct document *document)
{
    buffer_init(&document->text);
    document->path[0] = '\0';
}

void document_clear(struct document *document)
{
    buffer_release(&document->text);
    document->path[0] = '\0';
}

/* Reads all of an open file into an empty text. */
static int load(struct buffer *text, const struct files *files, int fd)
{
    char piece[2048];
    int64_t count;
    while ((count = files_read(files, fd, piece, sizeof piece)) > 0)
        if (!buffer_append(text, piece, (size_t)count))
            return -ENOMEM;
    return count < 0 ? -errno : 0;
}

int document_load(struct document *document, const struct files *files, const char *path)
{
    struct buffer text;
    if (strlen(path) > FILES_PATH_MAX)
        return -ENAMETOOLONG;
    int fd = files_open(files, path, O_RDONLY);
    if (fd < 0)
        return -errno;
    buffer_init(&text);
    int result = load(&text, files, fd);
    files_close(files, fd);
    if (result != 0) {
        buffer_release(&text);
        return result;
    }
    buffer_release(&document->text);
    document->text = text;
    memmove(document->path, path, strlen(path) + 1);
    return 0;
}

/* Opens a new file beside 'path', whose name is put into 'name'. */
static int open_beside(const struct files *files, const char *path, char *name, size_t size)
{
    for (int i = 0; i < TRIES; i++) {
        int length = snprintf(name, size, i == 0 ? "%s~" : "%s~%d", path, i);
        if (length < 0 || (size_t)length >= size)
            return -ENAMETOOLONG;
        int fd = files_open(files, name, O_WRONLY | O_CREAT | O_EXCL);
        if (fd >= 0 || errno != EEXIST)
            return fd >= 0 ? fd : -errno;
    }
    return -EEXIST;
}

static int write_all(const struct files *files, int fd, const struct buffer *text)
{
    struct piece pieces[2];
    buffer_pieces(text, pieces);
    for (int i = 0; i < 2; i++) {
        int64_t written = files_write(files, fd, pieces[i].text, pieces[i].size);
        if (written < 0 || (size_t)written != pieces[i].size)
            return -errno;
    }
    return 0;
}

int document_save(struct document *document, const struct files *files, const char *path)
{
    char name[FILES_PATH_MAX + 1];
    struct files_entry entry;
    if (files_stat(files, path, &entry) == 0 && entry.type == FILES_DIRECTORY)
        return -EISDIR;
    int fd = open_beside(files, path, name, sizeof name);
    if (fd < 0)
        return fd;
    int result = write_all(files, fd, &document->text);
    if (files_close(files, fd) != 0 && result == 0)
        result = -errno;
    if (result == 0 && files_rename(files, name, path) != 0)
        result = -errno;
    if (result != 0) {
        files_unlink(files, name);
        return result;
    }
    memmove(document->path, path, strlen(path) + 1);
    buffer_saved(&document->text);
    return 0;
}
