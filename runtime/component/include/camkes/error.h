/*
 * Errors in generated code. A handler registered for an interface, else the one of the component,
 * decides what happens. Without one a failed call prints what failed and stops its thread, and a
 * server answers a request that it cannot decode with an error and goes on.
 */
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef enum {
    CE_NO_ERROR,
    CE_BUFFER_LENGTH_EXCEEDED,          /* arguments or results do not fit the message */
    CE_INVALID_METHOD_INDEX,
    CE_MALFORMED_RPC_PAYLOAD,
    CE_SYSCALL_FAILED,
    CE_ALLOCATION_FAILURE,
    CE_OVERFLOW,
} camkes_error_type_t;

typedef struct camkes_error {
    camkes_error_type_t type;
    const char *instance;
    const char *interface;              /* NULL: of the whole component */
    const char *method;                 /* "" where it is not known */
    const char *filename;
    long lineno;
    const char *description;            /* never NULL */
    union {
        struct { unsigned int current_length, target_length; };
        struct { uint64_t lower_bound, upper_bound, invalid_index; };
        struct { unsigned int length, current_index; };
        struct { int syscall, error; };
        struct { size_t alloc_bytes; };
    };
} camkes_error_t;

typedef enum {
    CEA_INVALID = -1,
    CEA_DISCARD,                        /* return to the caller, whose results are zero */
    CEA_IGNORE,                         /* the same here: a broken message is never used */
    CEA_ABORT,                          /* stop the thread */
    CEA_HALT,
} camkes_error_action_t;

typedef camkes_error_action_t (*camkes_error_handler_t)(camkes_error_t *error);

/* returns the one before; at first that is one that does what happens without any */
camkes_error_handler_t camkes_register_error_handler(camkes_error_handler_t handler);
