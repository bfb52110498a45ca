/*
 * Texts that are wanted again, but not soon: they wait in one temporary file, so that memory does
 * not grow with all that is made, only with what it is made of. Errors end the program.
 */
#pragma once
#include <stdint.h>

#include "strbuf.h"

struct spooled { uint64_t at; size_t length; };

struct spooled spool_add(const char *text, size_t length);
/* Behind what was spooled last, which it is, or a new one: it has no length yet. */
void spool_extend(struct spooled *spooled, const char *text, size_t length);
void spool_read(struct spooled spooled, struct strbuf *text);   /* in place of what it holds */
/* The part that starts at `from`, at most `room` bytes: how many they are, 0 at the end. */
size_t spool_read_part(struct spooled spooled, size_t from, char *bytes, size_t room);
bool spool_equal(struct spooled spooled, const char *text, size_t length);
