#include "folder.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>

#include "map.h"
#include "suggest.h"

static struct map seen;                 /* folder -> struct files */

const char *folder_path(const char *folder, const char *name)
{
    if (*name == '/' || strcmp(folder, ".") == 0)
        return intern(name);
    return intern_printf("%s/%s", folder, name);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_c_file(const char *name)
{
    size_t length = strlen(name);

    return length > 2 && name[0] != '.' && strcmp(name + length - 2, ".c") == 0;
}

const struct files *folder_c_files(const char *folder)
{
    struct files *files = map_find(&seen, folder);
    struct dirent *entry;
    DIR *dir;

    if (files)
        return files;
    files = arena_alloc(sizeof *files);
    map_add(&seen, folder, files);
    dir = opendir(folder);
    if (!dir)
        return files;
    while ((entry = readdir(dir)) != NULL)
        if (is_c_file(entry->d_name))
            *vec_push(files) = folder_path(folder, entry->d_name);
    closedir(dir);
    if (files->count > 0)
        qsort(files->at, files->count, sizeof files->at[0], by_text);
    return files;
}

static bool is_description(const char *name)
{
    static const char *const ends[] = {".kdl", ".camkes", ".idl4"};
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
        if (strcmp(dot, ends[i]) == 0)
            return true;
    return false;
}

void folder_suggest(struct suggestion *s, const char *folder, const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *inner = arena_strndup(name, slash ? (size_t)(slash - name) + 1 : 0);
    DIR *dir = opendir(slash ? folder_path(folder, inner) : folder);
    struct dirent *entry;

    if (!dir)
        return;
    while ((entry = readdir(dir)) != NULL)
        if (is_description(entry->d_name))
            suggest_candidate(s, intern(entry->d_name));
    closedir(dir);
}

void folder_reset(void)
{
    seen = (struct map){0};
}
