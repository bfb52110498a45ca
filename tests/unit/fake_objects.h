/* Stand-ins for the objects that the capability system only passes around. */
#pragma once
#include "kernel/object.h"
#include "kernel/tcb.h"

struct fake_objects {
    const word_t *arg;                  /* message words of the invocation */
    struct invocation inv;              /* the last one: results */
    struct lookup_error why;            /* of the last FAILED_LOOKUP */
    word_t progress;                    /* word 0 of the caller after the invocation */
    word_t deaths, irqs_deleted, cancelled_badge;
};
extern struct fake_objects fake_objects;

/* Invoke the capability in slot as the system call would. */
enum err fake_invoke(struct slot *slot, word_t label, const word_t *args, word_t length,
                     struct slot *extra0, struct slot *extra1);
