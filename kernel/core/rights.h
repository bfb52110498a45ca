/*
 * Rights: sets of RIGHT_* (abi/message.h) that only ever shrink. Pure.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

/* of an endpoint or notification: those in both sets */
uint64_t rights_mask(uint64_t held, uint64_t asked);

/* of a frame: as above, READ and WRITE only; what may not be read may not be written either */
uint64_t rights_mask_frame(uint64_t held, uint64_t asked);

/* May whoever holds these cancel the badged sends of an endpoint? Only with all of them. */
bool rights_may_cancel(uint64_t held);
