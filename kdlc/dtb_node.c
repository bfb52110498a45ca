#include "dtb_node.h"

#include <libfdt.h>
#include <regex.h>
#include <string.h>

#define PATH_ROOM 1024

int dtb_next_node(int node)
{
    int next = dtb_tree() ? fdt_next_node(dtb_tree(), node, NULL) : -1;

    return next < 0 ? -1 : next;
}

bool dtb_node_property(int node, const char *name, struct dtb_property *property)
{
    property->name = name;
    property->data = fdt_getprop(dtb_tree(), node, name, &property->length);
    return property->data != NULL;
}

bool dtb_property_at(int node, size_t i, struct dtb_property *property)
{
    int at;

    fdt_for_each_property_offset(at, dtb_tree(), node) {
        if (i-- > 0)
            continue;
        property->data = fdt_getprop_by_offset(dtb_tree(), at, &property->name,
                                               &property->length);
        return property->data != NULL;
    }
    return false;
}

static bool path_of(int node, char *path)
{
    return fdt_get_path(dtb_tree(), node, path, PATH_ROOM) == 0;
}

bool dtb_path_is(int node, const char *path)
{
    char own[PATH_ROOM];

    return path_of(node, own) && strcmp(own, path) == 0;
}

bool dtb_path_matches(int node, const char *expression)
{
    char path[PATH_ROOM];
    regex_t compiled;
    bool matches;

    if (!path_of(node, path)
        || regcomp(&compiled, expression, REG_EXTENDED | REG_ICASE | REG_NOSUB) != 0)
        return false;
    matches = regexec(&compiled, path, 0, NULL, 0) == 0;
    regfree(&compiled);
    return matches;
}

/* the value may go on behind a colon: "serial0:115200n8" */
int dtb_aliased(const char *name, bool chosen)
{
    int home = fdt_path_offset(dtb_tree(), chosen ? "/chosen" : "/aliases"), length;
    const char *value = home >= 0 ? fdt_getprop(dtb_tree(), home, name, &length) : NULL;
    int node;

    if (!value || length < 1 || value[length - 1] != '\0')
        return -1;
    node = fdt_path_offset_namelen(dtb_tree(), value, (int)strcspn(value, ":"));
    return node < 0 ? -1 : node;
}

void dtb_cells(int node, int *address, int *size)
{
    int parent = fdt_parent_offset(dtb_tree(), node);

    *address = parent < 0 ? 2 : fdt_address_cells(dtb_tree(), parent);
    *size = parent < 0 ? 1 : fdt_size_cells(dtb_tree(), parent);
}

size_t dtb_size(void)
{
    return dtb_tree() ? fdt_totalsize(dtb_tree()) : 0;
}
