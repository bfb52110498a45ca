/*
 * Files that kdlc writes. They are collected with output_add and all written by output_commit:
 * only those whose bytes differ, first all of them beside their places, then renamed. Parent
 * folders are made. An error leaves everything as it was.
 */
#pragma once
#include "spool.h"

void output_add(const char *path, const struct strbuf *content);
void output_add_spooled(const char *path, struct spooled content);
void output_commit(void);               /* dies with the path on failure */
void output_reset(void);                /* forget what was collected */
