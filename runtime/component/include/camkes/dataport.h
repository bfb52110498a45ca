/* Pointers into shared memory that mean the same to both ends of a connection. */
#pragma once
#include <stdint.h>
#include <sys/types.h>

typedef struct dataport_ptr {
    int32_t id;                         /* of the connection, from 1; -1: no dataport */
    off_t offset;
} dataport_ptr_t;

/* what a dataport without a type of its own is at least as large as: for sizeof */
typedef struct Buf { char content[4096]; } Buf;

/* among all dataports of this component; wrapping what lies in none gives id -1, unwrapping NULL */
dataport_ptr_t dataport_wrap_ptr(void *pointer);
void *dataport_unwrap_ptr(dataport_ptr_t pointer);
