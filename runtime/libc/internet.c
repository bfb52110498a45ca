/* Addresses of the internet as text. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WEAK __attribute__((weak))

/* One number of 8 bits, decimal; NULL: it is none. */
static const char *read_byte(const char *text, uint8_t *byte)
{
    unsigned value = 0;
    size_t digits = 0;

    for (; text[digits] >= '0' && text[digits] <= '9' && digits < 4; digits++)
        value = value * 10 + (unsigned)(text[digits] - '0');
    if (digits == 0 || digits > 3 || value > 255 || (digits > 1 && *text == '0'))
        return NULL;
    *byte = (uint8_t)value;
    return text + digits;
}

static int from_text(const char *text, uint8_t bytes[4])
{
    for (unsigned i = 0; i < 4; i++) {
        if (i > 0 && *text++ != '.')
            return 0;
        text = read_byte(text, &bytes[i]);
        if (!text)
            return 0;
    }
    return *text == '\0';
}

static bool is_known(int family)
{
    if (family != AF_INET)
        errno = EAFNOSUPPORT;
    return family == AF_INET;
}

WEAK int inet_pton(int family, const char *restrict text, void *restrict address)
{
    uint8_t bytes[4];

    if (!is_known(family))
        return -1;
    if (!from_text(text, bytes))
        return 0;
    memcpy(address, bytes, sizeof bytes);
    return 1;
}

WEAK const char *inet_ntop(int family, const void *restrict address, char *restrict text,
                      socklen_t size)
{
    const uint8_t *b = address;
    char all[INET_ADDRSTRLEN];

    if (!is_known(family))
        return NULL;
    if ((socklen_t)snprintf(all, sizeof all, "%d.%d.%d.%d", b[0], b[1], b[2], b[3]) >= size) {
        errno = ENOSPC;
        return NULL;
    }
    return strcpy(text, all);
}

WEAK char *inet_ntoa(struct in_addr address)
{
    static __thread char text[INET_ADDRSTRLEN];

    (void)inet_ntop(AF_INET, &address, text, sizeof text);
    return text;
}

/* 1 to 4 numbers, in any base of C, the last of them for all the bytes that are left */
WEAK int inet_aton(const char *text, struct in_addr *address)
{
    unsigned long number, value = 0;
    char *end;

    for (unsigned i = 0; i < 4; i++, text = end + 1) {
        if (*text < '0' || *text > '9')
            return 0;
        number = strtoul(text, &end, 0);
        if (*end != '.') {
            if (*end || number >> (8 * (4 - i)))
                return 0;
            address->s_addr = htonl((uint32_t)(value | number));
            return 1;
        }
        if (number > 255)
            return 0;
        value |= number << (8 * (3 - i));
    }
    return 0;
}

WEAK in_addr_t inet_addr(const char *text)
{
    struct in_addr address;

    return inet_aton(text, &address) ? address.s_addr : INADDR_NONE;
}
