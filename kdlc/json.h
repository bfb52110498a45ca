/*
 * JSON written as it is made: large reports are never held as a tree. Each value has a line of its
 * own, but what stands in a row. Keys stand in the order of the calls. key: NULL for the elements
 * of an array.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "strbuf.h"

/* row: how deep the outermost row is that we are in, 0: in none; filled: the innermost is so far */
struct json { struct strbuf *out; unsigned depth, row; bool filled; };

void json_open(struct json *json, const char *key, char bracket);   /* '{' or '[' */
void json_open_row(struct json *json, const char *key, char bracket);   /* all in one line */
void json_close(struct json *json, char bracket);                   /* '}' or ']' */

/* set(json, key, number(7)) */
struct json_value { enum { JSON_NUMBER, JSON_BOOLEAN, JSON_TEXT } kind; uint64_t number;
                    const char *text; size_t length; };

struct json_value number(uint64_t n);
struct json_value boolean(bool b);
struct json_value text(const char *s);                              /* not UTF-8: "?" */
struct json_value textn(const char *s, size_t length);
void set(struct json *json, const char *key, struct json_value value);
