#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vec.h"

#define PIECE 65536                     /* bytes that are compared or written at once */

/* temporary: where its new bytes stand until all files have theirs; NULL: nothing changes */
struct output {
    const char *path, *temporary;
    struct strbuf content;
    struct spooled spooled;             /* instead of content, where that is empty */
};
static VEC(struct output) outputs;
static VEC(const char *) folders;       /* that this commit has made, outer ones first */

void output_add(const char *path, const struct strbuf *content)
{
    *vec_push(&outputs) = (struct output){.path = arena_strndup(path, strlen(path)),
                                          .content = *content};
}

void output_add_spooled(const char *path, struct spooled content)
{
    *vec_push(&outputs) = (struct output){.path = arena_strndup(path, strlen(path)),
                                          .spooled = content};
}

void output_reset(void)
{
    memset(&outputs, 0, sizeof outputs);
    memset(&folders, 0, sizeof folders);
}

/* Takes back what was written so far, and says why. */
static _Noreturn void give_up(const char *what, const char *path)
{
    int reason = errno;

    vec_each(struct output *, o, &outputs)
        if (o->temporary)
            unlink(o->temporary);
    for (size_t i = folders.count; i-- > 0;)
        rmdir(folders.at[i]);
    die("cannot %s '%s': %s", what, path, strerror(reason));
}

/* what follows the first `at` bytes of a file to be: up to `room` of them; 0: nothing */
static size_t next_bytes(const struct output *o, size_t at, char *bytes, size_t room)
{
    size_t left = o->content.length - at;

    if (o->spooled.length > 0)
        return spool_read_part(o->spooled, at, bytes, room);
    if (left > room)
        left = room;
    if (left)
        memcpy(bytes, o->content.text + at, left);
    return left;
}

/* Is this what the file has? It has the same size. */
static bool has_bytes(int fd, const struct output *o)
{
    char there[PIECE], wanted[PIECE];
    size_t at = 0;
    ssize_t n;

    while ((n = read(fd, there, sizeof there)) > 0) {
        if (next_bytes(o, at, wanted, (size_t)n) != (size_t)n
            || memcmp(there, wanted, (size_t)n) != 0)
            return false;
        at += (size_t)n;
    }
    return n == 0;
}

/* Is the file as it should be? What is no file cannot be replaced by one. */
static bool is_up_to_date(const struct output *o)
{
    int fd = open(o->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat st;
    bool same;

    if (fd < 0)
        return false;
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        give_up("write", o->path);
    }
    same = (size_t)st.st_size == o->content.length + o->spooled.length && has_bytes(fd, o);
    close(fd);
    return same;
}

/* Files of one folder follow each other: it is looked at once. */
static void make_parents(const char *path)
{
    static const char *last = "";
    const char *slash = strrchr(path, '/');
    char *folder = arena_strndup(path, slash ? (size_t)(slash - path) + 1 : 0);

    if (folders.count && strcmp(folder, last) == 0)
        return;
    last = folder;
    if (mkdir(folder, 0777) == 0) {
        *vec_push(&folders) = folder;
        return;
    }
    folder = arena_strndup(folder, strlen(folder));
    for (char *p = folder; *p && (p = strchr(p + 1, '/')) != NULL;) {
        *p = '\0';
        if (mkdir(folder, 0777) == 0)
            *vec_push(&folders) = arena_strndup(folder, strlen(folder));
        else if (errno != EEXIST)
            give_up("create folder", folder);
        *p = '/';
    }
}

static bool write_bytes(int fd, const char *bytes, size_t count)
{
    size_t at = 0;
    ssize_t n;

    while (at < count && (n = write(fd, bytes + at, count - at)) != 0) {
        if (n < 0 && errno != EINTR)
            return false;
        at += n < 0 ? 0 : (size_t)n;
    }
    return true;
}

static bool write_all(int fd, const struct output *o)
{
    char bytes[PIECE];
    size_t at = 0, n;

    while ((n = next_bytes(o, at, bytes, sizeof bytes)) > 0) {
        if (!write_bytes(fd, bytes, n))
            return false;
        at += n;
    }
    return true;
}

static void write_beside(struct output *o)
{
    const char *temporary = arena_printf("%s.new", o->path);
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool good;

    if (fd < 0 && errno == ENOENT) {
        make_parents(o->path);
        fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    }
    if (fd < 0)
        give_up("write", temporary);
    o->temporary = temporary;
    good = write_all(fd, o);
    if (close(fd) != 0 || !good)
        give_up("write", temporary);
}

void output_commit(void)
{
    vec_each(struct output *, o, &outputs)
        if (!is_up_to_date(o))
            write_beside(o);
    vec_each(struct output *, o, &outputs)
        if (o->temporary) {
            if (rename(o->temporary, o->path) != 0)
                give_up("write", o->path);
            o->temporary = NULL;
        }
    outputs.count = folders.count = 0;
}
