/* What each thread of CAmkES knows of itself, as far as there is something to know. */
#pragma once
#include <kdl/thread.h>
#include <sel4/sel4.h>

typedef struct camkes_tls_t {
    seL4_CPtr tcb_cap, sc_cap, cnode_cap;   /* 0: it has no capability to its own */
    unsigned thread_index;                  /* from 1, which is the control thread */
} camkes_tls_t;

/* of the calling thread; good until it asks again */
camkes_tls_t *camkes_get_tls(void);
