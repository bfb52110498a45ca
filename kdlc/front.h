/* From a file name to a checked model: read, resolve, instantiate, check. */
#pragma once
#include "unit.h"

struct front_options {
    const char *file;
    const char *prelude;                /* std.kdl; NULL: no standard connectors */
    bool need_system;                   /* a description without an assembly is an error */
};

/* All declarations of the file and what it imports; false: errors. Dies when file is unreadable. */
bool front_read(const struct front_options *options, struct unit *unit);

/* The checked model; NULL: errors, or no assembly and none needed. */
struct model *front(const struct front_options *options, struct unit *unit);

/* forget everything that was ever read or reported, and its memory: for the fuzz targets */
void front_reset(void);
