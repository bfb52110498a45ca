/* How long the steps of calls take. Nothing here measures it: no points, no entries. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#define KDL_NOT_TIMED(interface) \
    static inline __attribute__((unused)) void \
    interface##_timing_get_points(char ***points, size_t *count) \
    { \
        *points = NULL; \
        *count = 0; \
    } \
    static inline __attribute__((unused)) uint64_t \
    interface##_timing_get_entry(unsigned iteration, char *point) \
    { \
        (void)iteration, (void)point; \
        return 0; \
    } \
    static inline __attribute__((unused)) void interface##_timing_reset(void) \
    { \
    }
