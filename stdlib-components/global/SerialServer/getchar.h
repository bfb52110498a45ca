/* What stands at the beginning of the memory that a client of getchar shares with the server. */
#pragma once
#include <stdint.h>

/*
 * A ring: the server writes buf[tail] and moves tail, the client reads buf[head] and moves head.
 * It is signalled when the ring was empty before: clients read until it is, then wait.
 */
struct getchar_buffer {
    uint32_t head, tail;
    char buf[4096 - 8];
};
