/* A text and the file it belongs to. */
#pragma once
#include <files.h>
#include "buffer.h"

struct document {
    struct buffer text;
    char path[FILES_PATH_MAX + 1];      /* empty: has no file yet */
};

void document_init(struct document *document);

/* Reads a file. On failure (a negative errno) the document is what it was. */
int document_load(struct document *document, const struct files *files, const char *path);

/* Writes the text to a file, which becomes the document's. The file is replaced at once, when all
 * has been written: after a failure (a negative errno) it holds what it held. */
int document_save(struct document *document, const struct files *files, const char *path);

/* An empty text without a file. */
void document_clear(struct document *document);
