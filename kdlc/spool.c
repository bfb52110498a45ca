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

struct spooled spool_add(const char *text, size_t length)
{
    static uint64_t end;
    struct spooled spooled = {end, length};

    for (size_t done = 0; done < length;) {
        ssize_t n = pwrite(spool(), text + done, length - done, (off_t)(end + done));

        if (n < 0 && errno != EINTR)
            die("cannot write a temporary file: %s", strerror(errno));
        done += n > 0 ? (size_t)n : 0;
    }
    end += length;
    return spooled;
}

void spool_read(struct spooled spooled, struct strbuf *text)
{
    char buffer[65536];

    text->length = 0;
    strbuf_addn(text, "", 0);
    while (text->length < spooled.length) {
        size_t left = spooled.length - text->length;
        ssize_t n = pread(spool(), buffer, left < sizeof buffer ? left : sizeof buffer,
                          (off_t)(spooled.at + text->length));

        if (n == 0 || (n < 0 && errno != EINTR))
            die("cannot read a temporary file: %s", n ? strerror(errno) : "it ends early");
        strbuf_addn(text, buffer, n > 0 ? (size_t)n : 0);
    }
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
