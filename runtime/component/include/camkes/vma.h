/* What lies where in the address space of this component. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct camkes_vma {
    void *start, *end;                  /* the bytes [start, end) */
    bool read, write, execute;          /* none of them: never mapped */
    bool cached;
    const char *name;                   /* for people: "code", "control.stack", "heap" */
};

extern const struct camkes_vma camkes_vmas[];
extern const size_t camkes_vmas_size;   /* how many there are */
