/* Cutting a path into names. */
#pragma once
#include "driver.h"

#define PATH_LIMIT 1024                 /* bytes of a path with its terminator */

/* The next name of the path, which is moved behind it and the slashes that follow; false at the
 * end. Names "." and ".." come out as they are. */
bool path_next(const char **path, struct vfs_name *name);

bool name_is(struct vfs_name name, const char *text);

/* The path ends in a slash: it can only mean a directory. */
bool path_wants_directory(const char *path);
