/*
 * JSON written as it is made, one value on each line: large reports are never held as a tree.
 * Keys stand in the order of the calls. key: NULL for the elements of an array.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "strbuf.h"

struct json { struct strbuf *out; unsigned depth; bool filled; };   /* of the innermost, so far */

void json_open(struct json *json, const char *key, char bracket);   /* '{' or '[' */
void json_close(struct json *json, char bracket);                   /* '}' or ']' */

/* set(json, key, number(7)) */
struct json_value { enum { JSON_NUMBER, JSON_BOOLEAN, JSON_TEXT } kind; uint64_t number;
                    const char *text; size_t length; };

struct json_value number(uint64_t n);
struct json_value boolean(bool b);
struct json_value text(const char *s);                              /* not UTF-8: "?" */
struct json_value textn(const char *s, size_t length);
void set(struct json *json, const char *key, struct json_value value);
