#include "text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct text { char *to; size_t room, length; };

static void add(struct text *t, const char *bytes, size_t n)
{
    if (t->length < t->room)
        memcpy(t->to + t->length, bytes, n < t->room - t->length ? n : t->room - t->length);
    t->length += n;
}

/* the last characters before `end` are the number; where it starts */
static char *put_number(char *end, uint64_t n, unsigned base)
{
    char *at = end;

    do
        *--at = "0123456789abcdef"[n % base];
    while (n /= base);
    return at;
}

static void add_number(struct text *t, uint64_t n, unsigned base, bool negative)
{
    char digits[TEXT_NUMBER_ROOM], *end = digits + sizeof digits;
    char *at = base == 16 ? put_number(end, n, 16) : put_number(end, n, 10);

    if (negative)
        *--at = '-';
    add(t, at, (size_t)(end - at));
}

static uint64_t next_unsigned(va_list *args, bool wide)
{
    return wide ? va_arg(*args, unsigned long) : va_arg(*args, unsigned);
}

static void add_signed(struct text *t, int64_t n)
{
    add_number(t, n < 0 ? -(uint64_t)n : (uint64_t)n, 10, n < 0);
}

/* the conversion behind '%' at p; returns what is behind it, NULL where it is not known here */
static const char *convert(struct text *t, const char *p, va_list *args)
{
    bool wide = false;
    const char *s;
    char c;

    _Static_assert(sizeof(long) == sizeof(long long) && sizeof(long) == sizeof(size_t), "64 bits");
    for (; *p == 'l' || *p == 'z'; p++)
        wide = true;
    switch (*p++) {
    case 's':
        if (!(s = va_arg(*args, const char *)))
            s = "(null)";                       /* as the C library does */
        add(t, s, strlen(s));
        return p;
    case 'c':
        c = (char)va_arg(*args, int);
        add(t, &c, 1);
        return p;
    case 'd':
        add_signed(t, wide ? va_arg(*args, long) : va_arg(*args, int));
        return p;
    case 'u':
        add_number(t, next_unsigned(args, wide), 10, false);
        return p;
    case 'x':
        add_number(t, next_unsigned(args, wide), 16, false);
        return p;
    case '%':
        add(t, "%", 1);
        return p;
    default:
        return NULL;
    }
}

static bool format_all(struct text *t, const char *format, va_list *args)
{
    while (*format) {
        size_t plain = (size_t)(strchrnul(format, '%') - format);

        add(t, format, plain);
        format += plain;
        if (*format && !(format = convert(t, format + 1, args)))
            return false;
    }
    return true;
}

size_t text_format(char *to, size_t room, const char *format, va_list args)
{
    struct text t = {to, room, 0};
    va_list ours;
    bool known;

    va_copy(ours, args);
    known = format_all(&t, format, &ours);
    va_end(ours);
    if (!known) {
        va_copy(ours, args);
        t.length = (size_t)vsnprintf(to, room, format, ours);
        va_end(ours);
    } else if (room)
        to[t.length < room ? t.length : room - 1] = '\0';
    return t.length;
}

size_t text_number(char *to, uint64_t n, unsigned base)
{
    struct text t = {to, TEXT_NUMBER_ROOM, 0};

    add_number(&t, n, base, false);
    return t.length;
}

int text_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

uint64_t text_hash(const void *bytes, size_t length)
{
    const char *p = bytes;
    uint64_t h = length * 0x9e3779b97f4a7c15u;

    for (; length > 0; ) {
        size_t n = length < sizeof h ? length : sizeof h;
        uint64_t word = 0;

        memcpy(&word, p, n);
        h = (h ^ word) * 0x9e3779b97f4a7c15u;
        h ^= h >> 32;
        p += n;
        length -= n;
    }
    return h;
}
