/*
 * Growing arrays in the arena.
 *     VEC(struct x) xs = {0};   *vec_push(&xs) = x;   vec_each(struct x *, p, &xs) ...
 * Elements move when the array grows: keep indices, or let elements be pointers.
 */
#pragma once
#include <string.h>

#include "arena.h"

#define VEC(type) struct { type *at; size_t count, room; }
#define VEC_OF(name, type) struct name { type *at; size_t count, room; }

static inline void *vec_grown(void *at, size_t count, size_t *room, size_t size)
{
    void *bigger;

    *room = *room ? *room * 2 : 2;
    bigger = arena_alloc(*room * size);
    if (count)
        memcpy(bigger, at, count * size);
    return bigger;
}

#define vec_push(v) \
    ((v)->count < (v)->room ? (void)0 \
     : (void)((v)->at = vec_grown((v)->at, (v)->count, &(v)->room, sizeof *(v)->at)), \
     &(v)->at[(v)->count++])

#define vec_each(type, p, v) \
    for (type p = (v)->at; (v)->count && p < (v)->at + (v)->count; p++)
