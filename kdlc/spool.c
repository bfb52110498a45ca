#include "spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"

static int spool(void)
{
    static FILE *file;

    if (!file && !(file = tmpfile()))
        die("cannot make a temporary file: %s", strerror(errno));
    return fileno(file);
}

void spool_extend(struct spooled *spooled, const char *text, size_t length)
{
    static uint64_t end;

    if (spooled->length == 0)
        spooled->at = end;
    else if (spooled->at + spooled->length != end)
        die("two texts were spooled at the same time");
    for (size_t done = 0; done < length;) {
        ssize_t n = pwrite(spool(), text + done, length - done, (off_t)(end + done));

        if (n < 0 && errno != EINTR)
            die("cannot write a temporary file: %s", strerror(errno));
        done += n > 0 ? (size_t)n : 0;
    }
    end += length;
    spooled->length += length;
}

struct spooled spool_add(const char *text, size_t length)
{
    struct spooled spooled = {0};

    spool_extend(&spooled, text, length);
    return spooled;
}

size_t spool_read_part(struct spooled spooled, size_t from, char *bytes, size_t room)
{
    size_t left = spooled.length - from, wanted = left < room ? left : room;
    ssize_t n;

    do
        n = wanted ? pread(spool(), bytes, wanted, (off_t)(spooled.at + from)) : 0;
    while (n < 0 && errno == EINTR);
    if (n < 0 || (n == 0 && wanted))
        die("cannot read a temporary file: %s", n ? strerror(errno) : "it ends early");
    return (size_t)n;
}

void spool_read(struct spooled spooled, struct strbuf *text)
{
    char buffer[65536];
    size_t n;

    text->length = 0;
    strbuf_addn(text, "", 0);
    while ((n = spool_read_part(spooled, text->length, buffer, sizeof buffer)) > 0)
        strbuf_addn(text, buffer, n);
}

bool spool_equal(struct spooled spooled, const char *text, size_t length)
{
    struct strbuf other = {0};
    bool equal;

    if (spooled.length != length)
        return false;
    spool_read(spooled, &other);
    equal = memcmp(other.text, text, length) == 0;
    free(other.text);
    return equal;
}
