/* What the files of the thread object share. */
#pragma once
#include "ipc.h"
#include "object.h"
#include "sched.h"

static inline struct tcb *tcb_of(const struct invocation *inv) { return cap_pointer(inv->cap); }

/* a capability on its way into a slot of a thread; from->cap as it was when decoded */
struct installation {
    struct slot *from;                  /* NULL or an empty cap: the thread's slot is cleared */
    struct cap source, cap;
};

/* Is extra capability `number` (1..) one that can take fault messages, or null? */
enum err tcb_decode_handler(struct invocation *inv, word_t number,
                            struct installation *handler) must_check;
/* Empty the slot and put the capability there. Preemptible. */
enum err tcb_install(const struct invocation *inv, enum tcb_slot slot,
                     const struct installation *installation) must_check;
