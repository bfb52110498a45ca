/* CRC-32 (IEEE 802.3) of the image and the plan; used by kdlc and the root task too. */
#pragma once
#include <stddef.h>
#include <stdint.h>

uint32_t crc_of(const void *bytes, size_t size);
