/* file(GLOB) and file(GLOB_RECURSE). */
#include "cmake_parts.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "folder.h"
#include "strbuf.h"
#include "text.h"

#define MAX_DEPTH 32

/* itself, not what a link leads to; readdir knows it on some file systems only */
static bool is_folder(const char *path)
{
    struct stat st;

    return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Adds what matches pattern in folder, and below it when recursive. */
static void glob_folder(struct files *found, const char *folder, const char *pattern,
                        bool recursive, unsigned depth)
{
    struct files names = {0};

    if (depth < MAX_DEPTH)
        names = folder_names(folder);
    vec_each(const char *const *, name, &names) {
        const char *path = arena_printf("%s/%s", strcmp(folder, "/") == 0 ? "" : folder, *name);

        if (fnmatch(pattern, *name, FNM_PERIOD) == 0)
            *vec_push(found) = path;
        if (recursive && is_folder(path))
            glob_folder(found, path, pattern, true, depth + 1);
    }
}

/* A pattern with signs in its folders too: one path component after the other. */
static void glob(struct files *found, const char *pattern, bool recursive)
{
    struct files folders = {0};
    const char *last = strrchr(pattern, '/');

    *vec_push(&folders) = "";
    for (const char *p = pattern + 1; p < last; ) {
        size_t length = strcspn(p, "/");
        const char *part = arena_strndup(p, length);
        struct files next = {0};

        vec_each(const char **, f, &folders) {
            if (strpbrk(part, "*?["))
                glob_folder(&next, **f ? *f : "/", part, false, 0);
            else
                *vec_push(&next) = arena_printf("%s/%s", *f, part);
        }
        folders = next;
        p += length + 1;
    }
    vec_each(const char **, f, &folders)
        glob_folder(found, **f ? *f : "/", last + 1, recursive, 0);
}

void cmake_do_glob(struct cmake *cmake, const struct cmake_words *words)
{
    struct files found = {0};
    struct strbuf list = {0};
    bool recursive;

    recursive = strcmp(words->at[0].text, "GLOB_RECURSE") == 0;
    for (size_t i = 2; i < words->count; i++) {
        const char *word = words->at[i].text;

        if (strcmp(word, "LIST_DIRECTORIES") == 0 || strcmp(word, "RELATIVE") == 0)
            i++;
        else if (strcmp(word, "CONFIGURE_DEPENDS") != 0 && strcmp(word, "FOLLOW_SYMLINKS") != 0)
            glob(&found, cmake_path(cmake, word), recursive);
    }
    if (found.count > 0)
        qsort(found.at, found.count, sizeof *found.at, text_order);
    strbuf_add(&list, "");
    vec_each(const char **, f, &found)
        strbuf_printf(&list, "%s%s", list.length ? ";" : "", *f);
    cmake_set(cmake, words->at[1].text, list.text ? list.text : "");
}
