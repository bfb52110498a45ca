/* Pointers into shared memory that mean the same to both ends of a connection. */
#pragma once
#include <platsupport/dma.h>
#include <stddef.h>
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

/* on the data cache, for bytes from `start` on of memory that is so large; -1: not within it */
int camkes_dataport_flush_cache(size_t start, size_t size, uintptr_t dataport,
                                size_t dataport_size, dma_cache_op_t op);
