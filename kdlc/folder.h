/* What stands in folders: C files, and descriptions. */
#pragma once
#include "vec.h"

VEC_OF(files, const char *);

/* All names in the folder but hidden ones, in an order that is the same everywhere; none where it
   cannot be read. */
struct files folder_names(const char *folder);
/* Paths of the .c files in the folder, sorted; none where it cannot be read. Each is read once. */
const struct files *folder_c_files(const char *folder);
const char *folder_path(const char *folder, const char *name);  /* name may be absolute */
/* The names of the descriptions that stand where this one would; it may have folders in front. */
struct suggestion;
void folder_suggest(struct suggestion *s, const char *folder, const char *name);
void folder_reset(void);                                        /* forget all: for the fuzzer */
