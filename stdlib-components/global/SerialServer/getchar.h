/* What the memory begins with that a client of getchar, or of a batch, shares with the server. */
#pragma once
#include <stdint.h>

/*
 * A ring: who gives writes buf[tail] and moves tail, who takes reads buf[head] and moves head. With
 * getchar the server gives, and the client is signalled when the ring was empty before: clients
 * read until it is, then wait.
 */
struct getchar_buffer {
    uint32_t head, tail;
    char buf[4096 - 8];
};
