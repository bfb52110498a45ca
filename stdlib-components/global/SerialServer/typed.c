/* Whom a typed character is for; see typed.h. */
#include "typed.h"

#include <stdbool.h>

#define ESCAPE '@'

static enum { IN_LINE, AT_START, ESCAPED } state = AT_START;
static unsigned active;

static int give(int first, int second, int out[3])
{
    out[0] = first;
    out[1] = second;
    out[2] = -1;
    return (int)active;
}

int typed_for(int c, unsigned clients, int out[3])
{
    bool ends = c == '\r' || c == '\n';

    if (state == AT_START && c == ESCAPE) {
        state = ESCAPED;
        return TYPED_NOBODY;
    }
    if (state == ESCAPED && c >= '0' && c <= '9' && (unsigned)(c - '0') < clients) {
        state = AT_START;
        active = (unsigned)(c - '0');
        return TYPED_NOBODY;
    }
    if (state == ESCAPED) {
        state = ends ? AT_START : IN_LINE;
        return c == ESCAPE ? give(c, -1, out) : give(ESCAPE, c, out);
    }
    state = ends ? AT_START : IN_LINE;
    return give(c, -1, out);
}
