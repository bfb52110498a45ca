#include "json.h"

#include <string.h>

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
        if ((n = character((const unsigned char *)text + i, length - i)) == 0)
            return false;
    return true;
}

static void add_string(struct strbuf *out, const char *text, size_t length)
{
    static const char plain[] = "\"\\\b\f\n\r\t", word[] = "\"\\bfnrt";

    strbuf_add(out, "\"");
    for (size_t i = 0; i < length; i++) {
        const char *at = text[i] ? strchr(plain, text[i]) : NULL;

        if (at)
            strbuf_addn(out, (char[]){'\\', word[at - plain]}, 2);
        else if ((unsigned char)text[i] < ' ')
            strbuf_printf(out, "\\u%04X", (unsigned)text[i]);
        else
            strbuf_addn(out, text + i, 1);
    }
    strbuf_add(out, "\"");
}

static void new_line(struct json *json)
{
    static const char indent[] = "\n                ";

    strbuf_addn(json->out, indent, 1 + (json->depth < 16 ? json->depth : 16));
}

static void begin(struct json *json, const char *key)
{
    if (json->filled)
        strbuf_add(json->out, ",");
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

void json_close(struct json *json, char bracket)
{
    json->depth--;
    if (json->filled)
        new_line(json);
    strbuf_addn(json->out, &bracket, 1);
    json->filled = true;
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

void set(struct json *json, const char *key, struct json_value value)
{
    begin(json, key);
    switch (value.kind) {
    case JSON_NUMBER:
        strbuf_printf(json->out, "%llu", (unsigned long long)value.number);
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
