/* Output of clients; see lines.h. Clients beyond the last channel share that one. */
#include "lines.h"

#include <stddef.h>

#define CHANNELS 24

static struct channel { size_t used; char text[LINE_ROOM]; } channels[CHANNELS];

static void flush(struct lines *lines, struct channel *channel)
{
    for (size_t i = 0; i < channel->used; i++)
        lines->put((unsigned char)channel->text[i]);
    channel->used = 0;
}

static void append(struct lines *lines, struct channel *channel, int c)
{
    channel->text[channel->used++] = (char)c;
    if (c == '\n' || channel->used == LINE_ROOM)
        flush(lines, channel);
}

void lines_add(struct lines *lines, unsigned client, bool processed, int c)
{
    unsigned number = client * 2 + processed;
    struct channel *channel = &channels[number < CHANNELS ? number : CHANNELS - 1];

    if (processed && c == '\n')
        append(lines, channel, '\r');
    append(lines, channel, c);
}

void lines_flush(struct lines *lines)
{
    for (size_t i = 0; i < CHANNELS; i++)
        flush(lines, &channels[i]);
}

bool lines_held(const struct lines *lines)
{
    (void)lines;
    for (size_t i = 0; i < CHANNELS; i++)
        if (channels[i].used > 0)
            return true;
    return false;
}
