#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vec.h"

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

static bool has_bytes(int fd, const struct strbuf *content)
{
    char buffer[65536];
    size_t at = 0;
    ssize_t n;

    while ((n = read(fd, buffer, sizeof buffer)) > 0) {
        if ((size_t)n > content->length - at || memcmp(buffer, content->text + at, (size_t)n) != 0)
            return false;
        at += (size_t)n;
    }
    return n == 0 && at == content->length;
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
    same = (size_t)st.st_size == o->content.length && has_bytes(fd, &o->content);
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

static bool write_all(int fd, const struct strbuf *content)
{
    size_t at = 0;
    ssize_t n;

    while (at < content->length && (n = write(fd, content->text + at, content->length - at)) != 0) {
        if (n < 0 && errno != EINTR)
            return false;
        at += n < 0 ? 0 : (size_t)n;
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
    good = write_all(fd, &o->content);
    if (close(fd) != 0 || !good)
        give_up("write", temporary);
}

void output_commit(void)
{
    struct strbuf text = {0};

    vec_each(struct output *, o, &outputs) {
        if (o->spooled.length > 0) {
            spool_read(o->spooled, &text);
            o->content = text;
        }
        if (!is_up_to_date(o))
            write_beside(o);
    }
    free(text.text);
    vec_each(struct output *, o, &outputs)
        if (o->temporary) {
            if (rename(o->temporary, o->path) != 0)
                give_up("write", o->path);
            o->temporary = NULL;
        }
    outputs.count = folders.count = 0;
}
