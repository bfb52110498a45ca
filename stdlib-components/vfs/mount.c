/* The mount table and path resolution; see mount.h. */
#include "mount.h"
#include "path.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

int place_type(struct place place)
{
    struct vfs_entry entry;
    place.mount->driver->status(place.mount->fs, place.node, &entry);
    return entry.type;
}

static struct place root_of(struct mount *mount)
{
    return (struct place){mount, mount->driver->root(mount->fs)};
}

static bool same(struct place a, struct place b)
{
    return a.mount == b.mount && a.node == b.node;
}

bool mounts_covered(const struct mounts *mounts, struct place place)
{
    for (struct mount *mount = mounts->first; mount != NULL; mount = mount->next)
        if (same(mount->covered, place) || same(root_of(mount), place))
            return true;
    return false;
}

/* Onto the file system that is mounted here, if there is one. */
static struct place cross(const struct mounts *mounts, struct place place)
{
    struct mount *mount = mounts->first;
    while (mount != NULL) {
        if (mount->covered.node != NULL && same(mount->covered, place)) {
            place = root_of(mount);
            mount = mounts->first;
        } else {
            mount = mount->next;
        }
    }
    return place;
}

static struct place parent_of(struct place place)
{
    while (same(place, root_of(place.mount)) && place.mount->covered.node != NULL)
        place = place.mount->covered;
    return (struct place){place.mount, place.mount->driver->parent(place.mount->fs, place.node)};
}

/* One name further; the node of 'next' is NULL when the directory has no such entry. */
static int step(struct mounts *mounts, struct place at, struct vfs_name name, struct place *next)
{
    if (place_type(at) != VFS_DIRECTORY)
        return -ENOTDIR;
    *next = at;
    if (name_is(name, "."))
        return 0;
    if (name_is(name, "..")) {
        *next = parent_of(at);
        return 0;
    }
    if (name.length > mounts->name_max)
        return -ENAMETOOLONG;
    next->node = NULL;
    int result = at.mount->driver->lookup(at.mount->fs, at.node, name, &next->node);
    if (result == -ENOENT)
        return 0;
    if (result == 0)
        *next = cross(mounts, *next);
    return result;
}

int mounts_resolve(struct mounts *mounts, const char *path, struct target *target)
{
    if (mounts->first == NULL)
        return -ENOENT;
    if (path[0] == '\0')
        return -ENOENT;
    if (strlen(path) >= PATH_LIMIT)
        return -ENAMETOOLONG;
    struct vfs_name name;
    *target = (struct target){.found = root_of(mounts->first),
                              .wants_directory = path_wants_directory(path)};
    while (path_next(&path, &name)) {
        target->directory = target->found;
        int result = step(mounts, target->directory, name, &target->found);
        if (result != 0)
            return result;
        bool entry = !name_is(name, ".") && !name_is(name, "..");
        target->name = entry ? name : (struct vfs_name){name.text, 0};
        if (target->found.node == NULL)
            return *path == '\0' ? 0 : -ENOENT;
    }
    if (target->wants_directory && place_type(target->found) != VFS_DIRECTORY)
        return -ENOTDIR;
    return 0;
}

int mounts_find(struct mounts *mounts, const char *path, struct place *place)
{
    struct target target;
    int result = mounts_resolve(mounts, path, &target);
    if (result != 0)
        return result;
    *place = target.found;
    return place->node != NULL ? 0 : -ENOENT;
}

/* The directory that a new file system will cover. */
static int mount_point(struct mounts *mounts, const char *path, struct place *place)
{
    struct target target;
    int result = mounts_resolve(mounts, path, &target);
    if (result == 0 && target.found.node == NULL) {
        struct mount *mount = target.directory.mount;
        target.found.mount = mount;
        result = mount->driver->create(mount->fs, target.directory.node, target.name,
                                       VFS_DIRECTORY, &target.found.node);
    }
    if (result != 0)
        return result;
    *place = target.found;
    if (place_type(*place) != VFS_DIRECTORY)
        return -ENOTDIR;
    return mounts_covered(mounts, *place) ? -EBUSY : 0;
}

int mounts_add(struct mounts *mounts, const struct vfs_driver *driver, const char *path,
               uint64_t bytes)
{
    struct place covered = {NULL, NULL};
    if (mounts->first == NULL && strcmp(path, "/") != 0)
        return -ENOENT;
    int result = mounts->first != NULL ? mount_point(mounts, path, &covered) : 0;
    if (result != 0)
        return result;
    struct mount *mount = malloc(sizeof *mount);
    void *fs = mount != NULL ? driver->make(bytes) : NULL;
    if (fs == NULL) {
        free(mount);
        return -ENOMEM;
    }
    *mount = (struct mount){.driver = driver, .fs = fs, .covered = covered};
    if (covered.node != NULL)
        covered.mount->driver->open(covered.mount->fs, covered.node);
    struct mount **last = &mounts->first;
    while (*last != NULL)
        last = &(*last)->next;
    *last = mount;
    return 0;
}

/* ---- the list in the description ---- */

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t\r\n");
}

/* Copies the word at *text and moves behind it; false when it is missing or does not fit. */
static bool word(const char **text, char *copy, size_t size)
{
    const char *start = skip_blanks(*text);
    size_t length = strcspn(start, " \t\r\n,");
    if (length == 0 || length >= size)
        return false;
    memcpy(copy, start, length);
    copy[length] = '\0';
    *text = start + length;
    return true;
}

static bool parse_size(const char *text, uint64_t *bytes)
{
    char *end;
    errno = 0;
    *bytes = strtoull(text, &end, 0);
    unsigned shift = *end == 'K' ? 10 : *end == 'M' ? 20 : *end == 'G' ? 30 : 0;
    end += shift > 0;
    if (errno != 0 || end == text || *end != '\0' || *bytes > UINT64_MAX >> shift)
        return false;
    *bytes <<= shift;
    return true;
}

static int parse_mount(struct mounts *mounts, const struct vfs_driver *const *drivers,
                       const char **list)
{
    char driver[32], path[PATH_LIMIT], size[32];
    uint64_t bytes;
    if (!word(list, driver, sizeof driver) || !word(list, path, sizeof path) ||
        !word(list, size, sizeof size) || !parse_size(size, &bytes))
        return -EINVAL;
    for (; *drivers != NULL; drivers++)
        if (strcmp((*drivers)->name, driver) == 0)
            return mounts_add(mounts, *drivers, path, bytes);
    return -ENODEV;
}

int mounts_parse(struct mounts *mounts, const struct vfs_driver *const *drivers,
                 const char *list)
{
    int result = 0;
    list = skip_blanks(list);
    while (result == 0 && *list != '\0') {
        result = parse_mount(mounts, drivers, &list);
        list = skip_blanks(list);
        if (result == 0 && *list == ',')
            list = skip_blanks(list + 1);
        else if (result == 0 && *list != '\0')
            result = -EINVAL;
    }
    return result;
}
