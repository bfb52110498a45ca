#include "crc.h"

uint32_t crc_of(const void *bytes, size_t size)
{
    static uint32_t table[256];
    const unsigned char *p = bytes;
    uint32_t crc = 0xffffffff;

    if (!table[1])
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t c = i;

            for (int bit = 0; bit < 8; bit++)
                c = c >> 1 ^ (c & 1 ? 0xedb88320 : 0);
            table[i] = c;
        }
    for (size_t i = 0; i < size; i++)
        crc = crc >> 8 ^ table[(crc ^ p[i]) & 0xff];
    return ~crc;
}
