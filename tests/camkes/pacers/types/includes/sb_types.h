#pragma once
#include <stdatomic.h>
#include <stdint.h>

typedef _Atomic uintmax_t sb_counter_t;
typedef struct sb_value { sb_counter_t sequence; int32_t degrees; } sb_value_t;
