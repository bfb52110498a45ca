/* file(GLOB) and file(GLOB_RECURSE). */
#include "cmake_parts.h"

#include <dirent.h>
#include <fnmatch.h>
#include <stdlib.h>

#include "strbuf.h"

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

VEC_OF(paths, const char *);

/* Adds what matches pattern in folder, and below it when recursive. */
static void glob_folder(struct paths *found, const char *folder, const char *pattern,
                        bool recursive, unsigned depth)
{
    DIR *dir = depth < 32 ? opendir(folder) : NULL;
    struct dirent *entry;
    struct paths folders = {0};

    if (!dir)
        return;
    while ((entry = readdir(dir)) != NULL) {
        const char *path = arena_printf("%s/%s", strcmp(folder, "/") == 0 ? "" : folder,
                                        entry->d_name);

        if (entry->d_name[0] == '.')
            continue;
        if (fnmatch(pattern, entry->d_name, FNM_PERIOD) == 0)
            *vec_push(found) = path;
        if (recursive && entry->d_type == DT_DIR)
            *vec_push(&folders) = path;
    }
    closedir(dir);
    vec_each(const char **, f, &folders)
        glob_folder(found, *f, pattern, true, depth + 1);
}

/* A pattern with signs in its folders too: one path component after the other. */
static void glob(struct paths *found, const char *pattern, bool recursive)
{
    struct paths folders = {0};
    const char *last = strrchr(pattern, '/');

    *vec_push(&folders) = "";
    for (const char *p = pattern + 1; p < last; ) {
        size_t length = strcspn(p, "/");
        const char *part = arena_strndup(p, length);
        struct paths next = {0};

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
    struct paths found = {0};
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
        qsort(found.at, found.count, sizeof *found.at, by_text);
    strbuf_add(&list, "");
    vec_each(const char **, f, &found)
        strbuf_printf(&list, "%s%s", list.length ? ";" : "", *f);
    cmake_set(cmake, words->at[1].text, list.text ? list.text : "");
}
