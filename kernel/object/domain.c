/*
 * Scheduling domains. The schedule has the one domain 0, in which every thread is.
 */
#include "kernel.h"
#include "object.h"
#include "print.h"
#include "tcb.h"

#define DOMAINS 1u

static enum err domain_decode(struct invocation *inv)
{
    if (inv->label != INV_DOMAIN_SET) {
        user_error("domain has no invocation %lu", inv->label);
        return ERR_ILLEGAL_OPERATION;
    }
    word_t domain = invocation_arg(inv, 0);
    struct cap thread = inv->extra[0]->cap;
    if (domain >= DOMAINS) {
        user_error("there is no domain %lu", domain);
        return invalid_argument(inv, 0);
    }
    if (cap_type(thread) != CAP_TCB)
        return invalid_capability(inv, 1);
    struct tcb *t = cap_pointer(thread);
    t->domain = (uint8_t)domain;
    spaces_forget(t);
    return ERR_NONE;
}

const struct object_ops domain_ops = {
    .name = "domain",
    .decode = domain_decode,
};
