/*
 * The walk's view of objects that threads meet at: every pointer between two of them has its
 * counterpart, every queue holds exactly who waits there, refills are in order.
 */
#include "check.h"
#include "kernel.h"
#include "queue.h"
#include "sched.h"

#define NEXT_IS_CONTEXT 1u

/* ---- queues of endpoints and notifications ---- */

static bool check_queue(struct check *c, const struct tcb_queue *q, const void *object,
                        enum thread_state state)
{
    if (!queue_check(q, LINK_IPC))
        return check_broken(object, "its queue is not linked both ways");
    for (const struct tcb *t = q->head; t; t = t->ipc.next) {
        if (t->state != state || t->blocking_on != object)
            return check_broken(t, "in a queue without waiting there");
        if (t->ipc.next && t->ipc.next->priority > t->priority)
            return check_broken(t, "waits in front of a higher priority");
        c->queued++;
    }
    return true;
}

static bool check_endpoint(struct check *c, const struct endpoint *ep)
{
    const struct tcb *head = ep->queue.head;
    bool sends = head && head->state == THREAD_BLOCKED_SEND;
    return check_queue(c, &ep->queue, ep, sends ? THREAD_BLOCKED_SEND : THREAD_BLOCKED_RECEIVE);
}

static bool check_notification(struct check *c, const struct notification *n)
{
    if ((n->state == NOTIFICATION_WAITING) != (n->queue.head != NULL))
        return check_broken(n, "waited for without anybody waiting, or the other way round");
    if (n->state != NOTIFICATION_ACTIVE && n->badge)
        return check_broken(n, "has signals and is not active");
    if (n->bound && n->bound->bound != n)
        return check_broken(n, "bound to a thread that does not know it");
    if (n->bound && n->queue.head && (n->queue.head != n->bound || n->queue.tail != n->bound))
        return check_broken(n, "bound, and others wait for it");
    if (n->sc && n->sc->notification != n)
        return check_broken(n, "has a scheduling context that does not know it");
    return check_queue(c, &n->queue, n, THREAD_BLOCKED_NOTIFICATION);
}

/* ---- reply objects and scheduling contexts ---- */

static bool check_reply(const struct reply *r)
{
    const struct tcb *t = r->tcb;
    if (!t)
        return r->prev || r->next ? check_broken(r, "unused, but in a call stack") : true;
    if (t->reply != r)
        return check_broken(r, "belongs to a thread that does not know it");
    if (t->state != THREAD_BLOCKED_REPLY && t->state != THREAD_BLOCKED_RECEIVE)
        return check_broken(r, "belongs to a thread that waits for nothing");
    if (t->state == THREAD_BLOCKED_RECEIVE && (r->prev || r->next))
        return check_broken(r, "in a call stack while its thread receives");
    if (r->prev && ((const struct reply *)r->prev)->next != (word_t)r)
        return check_broken(r, "the older reply does not know it");
    if (r->next & NEXT_IS_CONTEXT)
        return ((const struct sched_context *)(r->next - NEXT_IS_CONTEXT))->reply == r
            ? true : check_broken(r, "newest of a context that does not know it");
    if (r->next && ((const struct reply *)r->next)->prev != (word_t)r)
        return check_broken(r, "the newer reply does not know it");
    return true;
}

/* The head of a round-robin context is what is left of a slice, behind it what was used. */
static bool check_refills(struct sched_context *sc)
{
    struct refill_queue *q = &sc->refills;
    if (!sc_active(sc))
        return true;
    if (sc_round_robin(sc))
        return q->count == REFILL_MIN ? true : check_broken(sc, "a slice without two parts");
    if (!refill_valid(q))
        return check_broken(sc, "its refills are out of order");
    if (refill_budget(q) > sc->period)
        return check_broken(sc, "more time than the period has");
    return true;
}

static bool check_context(struct sched_context *sc)
{
    if (sc->tcb && sc->tcb->sc != sc)
        return check_broken(sc, "has a thread that does not know it");
    if (sc->notification && sc->notification->sc != sc)
        return check_broken(sc, "has a notification that does not know it");
    if (sc->reply && sc->reply->next != ((word_t)sc | NEXT_IS_CONTEXT))
        return check_broken(sc, "the newest of its call stack does not know it");
    if (sc->yield_from && sc->yield_from->yield_to != sc)
        return check_broken(sc, "yielded to by a thread that does not know it");
    return check_refills(sc);
}

bool check_object(struct check *c, const struct slot *slot, bool first)
{
    void *object = cap_pointer(slot->cap);
    if (!first)
        return true;
    switch (cap_type(slot->cap)) {
    case CAP_ENDPOINT:
        return check_endpoint(c, object);
    case CAP_NOTIFICATION:
        return check_notification(c, object);
    case CAP_REPLY:
        return check_reply(object);
    case CAP_SCHED_CONTEXT:
        return check_context(object);
    case CAP_TCB:
        c->threads++;
        return true;
    default:
        return true;
    }
}

/* ---- threads ---- */

static bool check_links_of(const struct tcb *t)
{
    if (t->sc && t->sc->tcb != t)
        return check_broken(t, "its scheduling context does not know it");
    if (t->bound && t->bound->bound != t)
        return check_broken(t, "its bound notification does not know it");
    if (t->yield_to && t->yield_to->yield_from != t)
        return check_broken(t, "it yields to a context that does not know it");
    if (t->reply && t->reply->tcb != t)
        return check_broken(t, "its reply object does not know it");
    if (t->state == THREAD_BLOCKED_REPLY && !t->reply)
        return check_broken(t, "waits for a reply that nobody can give");
    return true;
}

/* What the short ways rely on is what the capabilities say. */
static bool check_noted_spaces(const struct tcb *t)
{
    struct cap cspace = tcb_cspace(t);
    if (!spaces_noted(cpu_of(t), t))
        return true;
    if (t->spaces_valid % SPACES_STEP != spaces_kind(t))
        return check_broken(t, "noted as of another kind");
    if (!arch_space_is_noted(t))
        return check_broken(t, "the address space noted for it is not its own");
    if (t->spaces_slot_count == 0)
        return true;
    if (!cap_is_flat_cnode(cspace) || t->spaces_slot != cap_pointer(cspace) ||
        t->spaces_slot_count != 1ul << cap_cnode_radix(cspace))
        return check_broken(t, "the CSpace noted for it is not its own");
    return true;
}

static bool check_thread(struct check *c, const struct tcb *t)
{
    bool in_queue = t->state == THREAD_BLOCKED_RECEIVE || t->state == THREAD_BLOCKED_SEND ||
                    t->state == THREAD_BLOCKED_NOTIFICATION;
    if (in_queue)
        c->waiting++;
    if (in_queue != (t->blocking_on != NULL))
        return check_broken(t, "what it waits on does not fit its state");
    if ((t->in_ready_queue || t->in_release_queue) && (!thread_runnable(t) || !t->sc))
        return check_broken(t, "queued to run, and cannot");
    if (t->in_ready_queue && t->in_release_queue)
        return check_broken(t, "in two queues of the scheduler");
    return check_links_of(t) && check_noted_spaces(t);
}

bool check_threads(struct check *c)
{
    word_t count = 0;
    for (const struct tcb *t = kernel.threads.head; t; t = t->all.next, count++)
        if (!check_thread(c, t))
            return false;
    if (count != c->threads)
        return check_broken(NULL, "threads in the list and by capability differ in number");
    if (c->waiting != c->queued)
        return check_broken(NULL, "threads that wait and threads in queues differ in number");
    if (!sched_check(true))
        return check_broken(NULL, "the scheduler's queues");
    return true;
}
