/*
 * Output of clients, line by line. All functions expect the server's lock to be held. Channels are
 * numbered by badge, raw ones apart from processed ones.
 */
#pragma once
#include <stdbool.h>

#define LINE_ROOM 256

struct lines { void (*put)(int c); };

/* a character of a client; processed: a carriage return is added to each newline */
void lines_add(struct lines *lines, unsigned client, bool processed, int c);
/* all that has been held back, complete or not */
void lines_flush(struct lines *lines);
/* true where something is held back */
bool lines_held(const struct lines *lines);
