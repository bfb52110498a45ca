/* Text of any kind becomes text of a page: nothing in it is taken for markup. */
#include "html.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"

#define MAX_SHOWN 300
#define REPLACEMENT "\xef\xbf\xbd"      /* U+FFFD, for what is no character */

/* Bytes of the UTF-8 sequence at s; 0: it is none. */
static size_t sequence(const unsigned char *s, size_t left)
{
    size_t length = *s < 0x80 ? 1 : *s < 0xe0 ? 2 : *s < 0xf0 ? 3 : 4;

    if ((*s >= 0x80 && *s < 0xc2) || *s > 0xf4)
        return 0;
    if (length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    if ((*s == 0xe0 && s[1] < 0xa0) || (*s == 0xed && s[1] > 0x9f)
        || (*s == 0xf0 && s[1] < 0x90) || (*s == 0xf4 && s[1] > 0x8f))
        return 0;
    return length;
}

static bool is_control(unsigned char c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
}

static const char *entity(unsigned char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return is_control(c) ? REPLACEMENT : NULL;
    }
}

void html_text(struct strbuf *out, const char *s, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)s;

    for (size_t i = 0; i < length;) {
        size_t n = sequence(bytes + i, length - i);
        const char *as = n ? entity(bytes[i]) : REPLACEMENT;

        if (as)
            strbuf_add(out, as);
        else
            strbuf_addn(out, s + i, n);
        i += n ? n : 1;
    }
}

void html_json_string(struct strbuf *out, const char *s)
{
    size_t left = strlen(s);

    strbuf_add(out, "\"");
    while (left > 0) {
        unsigned char c = (unsigned char)*s;
        size_t n = sequence((const unsigned char *)s, left);

        if (!n)
            strbuf_add(out, REPLACEMENT);
        else if (c < 0x20 || strchr("\"\\<>&'\x7f", c))
            strbuf_printf(out, "\\u%04x", c);
        else
            strbuf_addn(out, s, n);
        s += n ? n : 1;
        left -= n ? n : 1;
    }
    strbuf_add(out, "\"");
}

/* Names of merged connections name all of them: thousands of bytes that nobody reads. */
static void add_short(struct strbuf *out, const char *s)
{
    size_t length = strlen(s), shown = MAX_SHOWN;

    if (length <= MAX_SHOWN) {
        html_text(out, s, length);
        return;
    }
    while (shown > 0 && ((unsigned char)s[shown] & 0xc0) == 0x80)
        shown--;
    html_text(out, s, shown);
    strbuf_add(out, "\xe2\x80\xa6");     /* ... */
}

/* One conversion, from its % to its letter. Takes the argument. */
static void convert(struct strbuf *out, const char *spec, va_list *args)
{
    const char *size = strpbrk(spec, "lzs");

    if (size && *size == 's') {
        add_short(out, va_arg(*args, const char *));
        return;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    if (!size)
        strbuf_printf(out, spec, va_arg(*args, unsigned));
    else if (*size == 'l')
        strbuf_printf(out, spec, va_arg(*args, unsigned long));
    else
        strbuf_printf(out, spec, va_arg(*args, size_t));
#pragma GCC diagnostic pop
}

void html_printf(struct strbuf *out, const char *format, ...)
{
    const char *percent;
    va_list args;

    va_start(args, format);
    for (; (percent = strchr(format, '%')) != NULL;) {
        size_t length = 1 + strspn(percent + 1, "#0123456789lz");
        char spec[16];

        strbuf_addn(out, format, (size_t)(percent - format));
        format = percent + length + 1;
        if (percent[1] == '%') {
            strbuf_add(out, "%");
            continue;
        }
        if (length + 2 > sizeof spec)
            die("a conversion that is too long");
        memcpy(spec, percent, length + 1);
        spec[length + 1] = '\0';
        convert(out, spec, &args);
    }
    strbuf_add(out, format);
    va_end(args);
}

const char *html_size(uint64_t bytes)
{
    static const char *const units[] = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    uint64_t tenths = bytes * 10;
    unsigned unit = 0;

    for (; tenths >= 10240 && unit < 4; unit++)
        tenths = (tenths + 512) / 1024;
    if (tenths % 10 == 0 || tenths >= 1000)
        return intern_printf("%lu %s", (unsigned long)((tenths + 5) / 10), units[unit]);
    return intern_printf("%lu.%lu %s", (unsigned long)(tenths / 10), (unsigned long)(tenths % 10),
                         units[unit]);
}
