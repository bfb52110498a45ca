/*
 * Scheduling domains: which thread is in which, and whose turn it is when.
 */
#include "core/ticks.h"
#include "kernel.h"
#include "object.h"
#include "print.h"
#include "sched.h"
#include "smp.h"

enum err invoke_domain_set(struct invocation *inv)
{
    word_t domain = inv->word[0];
    struct cap thread = inv->extra[0]->cap;
    if (domain >= MAX_DOMAINS) {
        user_error("there is no domain %lu", domain);
        return invalid_argument(inv, 0);
    }
    if (cap_type(thread) != CAP_TCB) {
        user_error("what is to go to domain %lu is not a thread", domain);
        return invalid_argument(inv, 1);
    }
    smp_claim(cap_pointer(thread));
    thread_set_domain(cap_pointer(thread), (uint8_t)domain);
    return ERR_NONE;
}

/* The entry whose turn it is ends when it would have; what comes next is the new schedule. */
enum err invoke_domain_schedule_configure(struct invocation *inv)
{
    word_t index = inv->word[0], domain = inv->word[1];
    word_t length = inv->word[2];
    if (index >= MAX_SCHEDULE)
        return out_of_range(inv, 0, MAX_SCHEDULE - 1);
    if (domain >= MAX_DOMAINS)
        return out_of_range(inv, 0, MAX_DOMAINS - 1);
    if (length != 0 && (length < SCHED_MIN_BUDGET_US || length > TICKS_MAX_US)) {
        user_error("a turn takes %u to %lu us", SCHED_MIN_BUDGET_US, TICKS_MAX_US);
        return invalid_argument(inv, 2);
    }
    if (length == 0 && domain != 0)
        return invalid_argument(inv, 1);
    if (length == 0 && index == kernel.schedule_start) {
        user_error("a schedule has a first entry");
        return invalid_argument(inv, 2);
    }
    kernel.schedule[index] = (struct turn){domain, sched_ticks(length)};
    return ERR_NONE;
}

enum err invoke_domain_schedule_start(struct invocation *inv)
{
    word_t first = inv->word[0];
    if (first >= MAX_SCHEDULE)
        return out_of_range(inv, 0, MAX_SCHEDULE - 1);
    if (!kernel.schedule[first].length) {
        user_error("no schedule begins with entry %lu", first);
        return invalid_argument(inv, 0);
    }
    sched_start_schedule(first);
    return ERR_NONE;
}

const struct object_ops domain_ops = {.name = "domain"};
