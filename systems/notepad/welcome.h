/* The text that a new disk starts with. */
#pragma once
#include <files.h>

/* Writes it to /README unless there is one. Returns 0 or a negative errno. */
int welcome_write(const struct files *files);
