#include "json.h"

#include <string.h>

#include "text.h"

/* bytes of the character at s, of which `left` are there; 0: it is not UTF-8 */
static size_t character(const unsigned char *s, size_t left)
{
    size_t length = *s < 0x80 ? 1 : *s < 0xc2 ? 0 : *s < 0xe0 ? 2 : *s < 0xf0 ? 3
                  : *s < 0xf5 ? 4 : 0;

    if (length > left || (*s == 0xe0 && s[1] < 0xa0) || (*s == 0xed && s[1] > 0x9f)
        || (*s == 0xf0 && s[1] < 0x90) || (*s == 0xf4 && s[1] > 0x8f))
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

static bool is_utf8(const char *text, size_t length)
{
    for (size_t i = 0, n; i < length; i += n)
        if ((n = (signed char)text[i] >= 0 ? 1 : character((const unsigned char *)text + i,
                                                           length - i)) == 0)
            return false;
    return true;
}

/* bytes at the start that stand in a string as they are */
static size_t unmarked(const char *text, size_t length)
{
    size_t i = 0;

    while (i < length && (unsigned char)text[i] >= ' ' && text[i] != '"' && text[i] != '\\')
        i++;
    return i;
}

static void add_string(struct strbuf *out, const char *text, size_t length)
{
    static const char plain[] = "\"\\\b\f\n\r\t", word[] = "\"\\bfnrt";

    strbuf_add(out, "\"");
    for (size_t i = 0; i < length; i++) {
        size_t as_it_is = unmarked(text + i, length - i);
        const char *at;

        strbuf_addn(out, text + i, as_it_is);
        i += as_it_is;
        if (i == length)
            break;
        at = text[i] ? strchr(plain, text[i]) : NULL;
        if (at)
            strbuf_addn(out, (char[]){'\\', word[at - plain]}, 2);
        else
            strbuf_printf(out, "\\u%04X", (unsigned)text[i]);
    }
    strbuf_add(out, "\"");
}

static void new_line(struct json *json)
{
    static const char indent[] = "\n                ";

    if (json->row)
        return;
    strbuf_addn(json->out, indent, 1 + (json->depth < 16 ? json->depth : 16));
}

static void begin(struct json *json, const char *key)
{
    if (json->filled)
        strbuf_add(json->out, json->row ? ", " : ",");
    if (json->depth > 0)
        new_line(json);
    json->filled = true;
    if (key) {
        add_string(json->out, key, strlen(key));
        strbuf_add(json->out, ": ");
    }
}

void json_open(struct json *json, const char *key, char bracket)
{
    begin(json, key);
    strbuf_addn(json->out, &bracket, 1);
    json->depth++;
    json->filled = false;
}

void json_open_row(struct json *json, const char *key, char bracket)
{
    json_open(json, key, bracket);
    if (!json->row)
        json->row = json->depth;
}

void json_close(struct json *json, char bracket)
{
    json->depth--;
    if (json->filled)
        new_line(json);
    strbuf_addn(json->out, &bracket, 1);
    json->filled = true;
    if (json->depth < json->row)
        json->row = 0;
}

struct json_value number(uint64_t n)
{
    return (struct json_value){.kind = JSON_NUMBER, .number = n};
}

struct json_value boolean(bool b)
{
    return (struct json_value){.kind = JSON_BOOLEAN, .number = b};
}

struct json_value textn(const char *s, size_t length)
{
    return (struct json_value){.kind = JSON_TEXT, .text = s, .length = length};
}

struct json_value text(const char *s)
{
    return textn(s, strlen(s));
}

static void add_number(struct strbuf *out, uint64_t n)
{
    char digits[TEXT_NUMBER_ROOM];

    strbuf_addn(out, digits, text_number(digits, n, 10));
}

void set(struct json *json, const char *key, struct json_value value)
{
    begin(json, key);
    switch (value.kind) {
    case JSON_NUMBER:
        add_number(json->out, value.number);
        break;
    case JSON_BOOLEAN:
        strbuf_add(json->out, value.number ? "true" : "false");
        break;
    case JSON_TEXT:
        if (is_utf8(value.text, value.length))
            add_string(json->out, value.text, value.length);
        else
            strbuf_add(json->out, "\"?\"");
        break;
    }
}
