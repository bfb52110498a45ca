/* CRC-32 (IEEE 802.3, as in zlib) of the plan and the boot image. */
#pragma once
#include <stddef.h>
#include <stdint.h>

uint32_t crc_of(const void *bytes, size_t size);
