/* Cutting a path into names; see path.h. */
#include "path.h"
#include <string.h>

bool path_next(const char **path, struct vfs_name *name)
{
    const char *start = *path + strspn(*path, "/");
    name->text = start;
    name->length = strcspn(start, "/");
    *path = start + name->length;
    *path += strspn(*path, "/");
    return name->length > 0;
}

bool name_is(struct vfs_name name, const char *text)
{
    return name.length == strlen(text) && memcmp(name.text, text, name.length) == 0;
}

bool path_wants_directory(const char *path)
{
    size_t length = strlen(path);
    return length > 0 && path[length - 1] == '/';
}
