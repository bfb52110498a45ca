#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "map.h"
#include "vec.h"

#define TAB_WIDTH 8
#define SOURCE_LIMIT (1u << 28)         /* bytes of one file; offsets are 32 bits wide */

static VEC(struct source *) sources;
static VEC(const char *) directories;
static VEC(const char *) inputs;
static struct map by_file;              /* "device:inode" -> struct source */
static struct map input_seen;
static uint32_t next_base = 1;

const char *source_directory_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return intern(".");
    return slash == path ? intern("/") : intern_n(path, (size_t)(slash - path));
}

void source_add_input(const char *path)
{
    path = intern(path);
    if (!map_add(&input_seen, path, (void *)path))
        *vec_push(&inputs) = path;
}

size_t source_input_count(void)
{
    return inputs.count;
}

const char *source_input(size_t i)
{
    return inputs.at[i];
}

static void find_lines(struct source *s)
{
    VEC(uint32_t) lines = {0};

    *vec_push(&lines) = 0;
    for (uint32_t i = 0; i < s->length; i++)
        if (s->text[i] == '\n')
            *vec_push(&lines) = i + 1;
    s->lines = lines.at;
    s->line_count = lines.count;
}

struct source *source_add_text(const char *path, const char *text, size_t length)
{
    struct source *s = arena_alloc(sizeof *s);

    *s = (struct source){
        .path = intern(path), .directory = source_directory_of(path),
        .text = arena_strndup(text, length), .base = next_base, .length = (uint32_t)length,
    };
    find_lines(s);
    next_base += s->length + 1;
    *vec_push(&sources) = s;
    return s;
}

/* Reads all of a regular file; NULL and errno otherwise. */
static char *read_all(int fd, size_t *length)
{
    struct stat st;
    char *text;
    size_t at = 0;
    ssize_t n;

    if (fstat(fd, &st) != 0)
        return NULL;
    if (!S_ISREG(st.st_mode)) {
        errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
        return NULL;
    }
    if (st.st_size >= SOURCE_LIMIT || next_base + (uint64_t)st.st_size >= UINT32_MAX) {
        errno = EFBIG;
        return NULL;
    }
    text = arena_alloc((size_t)st.st_size + 1);
    while (at < (size_t)st.st_size && (n = read(fd, text + at, (size_t)st.st_size - at)) != 0) {
        if (n < 0)
            return NULL;
        at += (size_t)n;
    }
    *length = at;
    return text;
}

enum source_result source_load(const char *path, struct source **source)
{
    struct stat st;
    size_t length;
    char *text;
    const char *key;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0)
        return SOURCE_FAILED;
    if (fstat(fd, &st) == 0) {
        key = intern_printf("%llx:%llx", (unsigned long long)st.st_dev,
                            (unsigned long long)st.st_ino);
        *source = map_find(&by_file, key);
        if (*source) {
            close(fd);
            return SOURCE_AGAIN;
        }
        text = read_all(fd, &length);
        if (text) {
            *source = source_add_text(path, text, length);
            map_add(&by_file, key, *source);
            source_add_input(path);
            close(fd);
            return SOURCE_OK;
        }
    }
    close(fd);
    return SOURCE_FAILED;
}

/* The last element of a sorted array that is not above the key. */
static const struct source *source_of(uint32_t offset)
{
    size_t low = 0, high = sources.count;

    if (offset == 0 || sources.count == 0)
        return NULL;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;

        if (sources.at[middle]->base <= offset)
            low = middle;
        else
            high = middle;
    }
    return sources.at[low];
}

const char *source_text(uint32_t offset)
{
    const struct source *s = source_of(offset);

    return s ? s->text + (offset - s->base) : "";
}

static const struct width { uint32_t first, last; unsigned columns; } widths[] = {
#define WIDTH(first, last, columns) {first, last, columns},
#include "widths.def"
#undef WIDTH
};

static int by_range(const void *key, const void *range)
{
    uint32_t c = *(const uint32_t *)key;
    const struct width *w = range;

    return c < w->first ? -1 : c > w->last;
}

size_t source_character(const char *s, size_t left)
{
    unsigned char c = (unsigned char)*s;
    size_t length = c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;

    if (length > left || c < ' ' || c == 0x7f || (c == 0xc2 && (s[1] & 0xe0) == 0x80))
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

static unsigned char_width(const char *text, size_t length)
{
    uint32_t c = (unsigned char)*text & (0xff >> (length > 1 ? length + 1 : 1));
    const struct width *w;

    for (size_t i = 1; i < length; i++)
        c = c << 6 | ((unsigned char)text[i] & 0x3f);
    w = bsearch(&c, widths, sizeof widths / sizeof *widths, sizeof *widths, by_range);
    return w ? w->columns : 1;
}

unsigned source_width(const char *text, size_t length, unsigned column)
{
    unsigned start = column;
    size_t bytes;

    for (size_t i = 0; i < length; i += bytes ? bytes : 1) {
        bytes = source_character(text + i, length - i);
        if (text[i] == '\t')
            column += TAB_WIDTH - column % TAB_WIDTH;
        else
            column += bytes ? char_width(text + i, bytes) : 1;
    }
    return column - start;
}

struct position source_position(uint32_t offset)
{
    const struct source *s = source_of(offset);
    struct position p = {.source = s};
    size_t low = 0, high;
    uint32_t at;

    if (!s)
        return p;
    at = offset - s->base <= s->length ? offset - s->base : s->length;
    high = s->line_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;

        if (s->lines[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    p.line = (unsigned)low + 1;
    p.line_text = s->text + s->lines[low];
    p.line_offset = at - s->lines[low];
    p.line_length = (low + 1 < s->line_count ? s->lines[low + 1] - 1 : s->length)
                    - s->lines[low];
    if (p.line_length > 0 && p.line_text[p.line_length - 1] == '\r')
        p.line_length--;
    if (p.line_offset > p.line_length)
        p.line_offset = p.line_length;
    p.column = source_width(p.line_text, p.line_offset, 0) + 1;
    return p;
}

void source_add_directory(const char *directory)
{
    size_t length = strlen(directory);

    while (length > 1 && directory[length - 1] == '/')
        length--;
    directory = intern_n(directory, length);
    vec_each(const char **, d, &directories)
        if (*d == directory)
            return;
    *vec_push(&directories) = directory;
}

size_t source_directory_count(void)
{
    return directories.count;
}

const char *source_import_directory(size_t i)
{
    return directories.at[i];
}

static const char *present(const char *directory, const char *name)
{
    const char *path = strcmp(directory, ".") == 0 ? name
                     : arena_printf("%s/%s", directory, name);

    return access(path, F_OK) == 0 ? path : NULL;
}

/*
 * The path of an existing file, or NULL. beside: folder to look in first, or NULL.
 * *directory (when not NULL) becomes the folder of the import path that has it.
 */
const char *source_find(const char *name, const char *beside, const char **directory)
{
    const char *path;

    if (*name == '/')
        return access(name, F_OK) == 0 ? name : NULL;
    if (beside && (path = present(beside, name)) != NULL) {
        if (directory)
            *directory = beside;
        return path;
    }
    vec_each(const char **, d, &directories) {
        path = present(*d, name);
        if (path) {
            if (directory)
                *directory = *d;
            return path;
        }
    }
    return NULL;
}

void source_reset(void)
{
    memset(&sources, 0, sizeof sources);
    memset(&inputs, 0, sizeof inputs);
    by_file = (struct map){0};
    input_seen = (struct map){0};
    next_base = 1;
}

void source_reset_path(void)
{
    memset(&directories, 0, sizeof directories);
}
