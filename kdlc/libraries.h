/*
 * The libraries that the CMakeLists.txt of an application make: add_library and the target_...
 * commands. A component that names one in LIBS gets its files compiled with its own.
 */
#pragma once
#include "cmake.h"

/* paths are found already; libraries: names of others that it needs */
struct file_lists { struct cmake_words sources, include_dirs, cflags, cxxflags, libraries; };

/* True where the command makes a library, or says something of one or of the whole folder. */
bool library_command(struct cmake *cmake, const char *name, const struct cmake_words *words);

/* flags and folders that hold for all that the current folder makes */
void add_of_folder(const struct cmake *cmake, struct file_lists *lists);

/*
 * Once everything is read: add what the libraries in lists->libraries bring, and those that they
 * need. Names that are no library of the application stay in the list.
 */
void libraries_add(struct file_lists *lists);
void libraries_forget(void);

/* the flags that properties give one source file alone */
struct cmake_words source_flags(const struct cmake *cmake, const char *path);

/* ---- lists of files, as commands write them ---- */

void add_paths(const struct cmake *cmake, const struct cmake_words *from, struct cmake_words *to);
void add_sources(const struct cmake *cmake, const struct cmake_words *from,
                 struct cmake_words *to);
void add_flags(const struct cmake_words *from, struct cmake_words *to);
