/*
 * A CAmkES application: a folder with a description and, as a rule, a CMakeLists.txt that says
 * which C files belong to which component. Read once for the whole run; lower.c asks for the files.
 */
#pragma once
#include "domain_file.h"
#include "libraries.h"

struct application_component {
    const char *type, *instance;        /* NULL: what is said of all of that type */
    struct file_lists files;
    struct span span, instance_span;    /* where they are named first */
};
VEC_OF(application_components, struct application_component *);

/*
 * file: a description, or the folder of an application. Reads the CMakeLists.txt beside it, adds
 * what that says to the import path and to cpp's options. The description; NULL: reported.
 */
const char *application_read(const char *file);

const char *application_folder(void);   /* that of the description, or the one named */

/* Flags for one source file alone, by its path; NULL: none. */
const struct cmake_words *application_source_flags(const char *path);

/* all of which something is said, in order */
const struct application_components *application_all(void);
/* What DeclareCAmkESComponent says of it, or NULL. */
const struct application_component *application_component(const char *name);
/* The schedule of domains that its settings name for the kernel; empty: none. */
const struct domain_turns *application_schedule(void);
/* What ExtendCAmkESComponentInstance says of one instance besides, or NULL. */
const struct application_component *application_instance(const char *type, const char *instance);
