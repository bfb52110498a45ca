/* Which thread of its component is the calling one? */
#pragma once
#include <kdl/instance.h>
#include <sel4/sel4.h>

typedef struct camkes_tls_t {
    unsigned thread_index;              /* from 1, which is the control thread */
} camkes_tls_t;

static inline camkes_tls_t *camkes_get_tls(void)
{
    static __thread camkes_tls_t tls;

    tls.thread_index = (unsigned)(kdl_self - kdl_threads) + 1;
    return &tls;
}
