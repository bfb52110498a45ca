#include "folder.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>

#include "map.h"
#include "suggest.h"
#include "text.h"

static struct map seen;                 /* folder -> struct files */

const char *folder_path(const char *folder, const char *name)
{
    if (*name == '/' || strcmp(folder, ".") == 0)
        return intern(name);
    return intern_printf("%s/%s", folder, name);
}

struct files folder_names(const char *folder)
{
    DIR *dir = opendir(folder);
    struct files names = {0};
    struct dirent *entry;

    while (dir && (entry = readdir(dir)) != NULL)
        if (entry->d_name[0] != '.')
            *vec_push(&names) = arena_strndup(entry->d_name, strlen(entry->d_name));
    if (dir)
        closedir(dir);
    if (names.count > 0)
        qsort(names.at, names.count, sizeof *names.at, text_order);
    return names;
}

static bool is_c_file(const char *name)
{
    size_t length = strlen(name);

    return length > 2 && strcmp(name + length - 2, ".c") == 0;
}

const struct files *folder_c_files(const char *folder)
{
    struct files *files = map_find(&seen, folder), names;

    if (files)
        return files;
    files = arena_alloc(sizeof *files);
    map_add(&seen, folder, files);
    names = folder_names(folder);
    vec_each(const char *const *, name, &names)
        if (is_c_file(*name))
            *vec_push(files) = folder_path(folder, *name);
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
    struct files names = folder_names(slash ? folder_path(folder, inner) : folder);

    vec_each(const char *const *, other, &names)
        if (is_description(*other))
            suggest_candidate(s, intern(*other));
}

void folder_reset(void)
{
    seen = (struct map){0};
}
