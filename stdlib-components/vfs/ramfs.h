/* A file system in memory. */
#pragma once
#include "driver.h"

extern const struct vfs_driver ramfs_driver;

/* Where its memory comes from; malloc and free when NULL. For all file systems made from now on. */
void ramfs_use_memory(void *(*allocate)(size_t size), void (*release)(void *memory));

/* Gives back everything; nothing may be open. */
void ramfs_destroy(void *fs);
