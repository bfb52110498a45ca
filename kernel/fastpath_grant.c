/*
 * A call that hands over capabilities, to a server that waits and runs on its caller's time.
 */
#include "fastpath_ipc.h"
#include "ipc_caps.h"

bool fastpath_grant(const struct slot *slot)
{
    struct cpu *c = cpu();
    struct tcb *t = c->current;
    struct cap cap = slot->cap;
    const struct ipc_buffer *buffer = ipc_buffer(t, RIGHT_READ);
    word_t info = context_info(&t->context), words = info % MSG_LENGTH_LIMIT;
    struct endpoint *ep = fast_pointer(cap);
    struct tcb *server = ep->queue.head;
    if (!buffer || buffer->caps_or_badges[0] >= t->spaces_slot_count || !server ||
        !server->reply || server->sc || server->ipc.next ||
        server->spaces_valid - t->spaces_valid > SPACES_PRIORITY)
        return false;

    struct slot *from = &t->spaces_slot[buffer->caps_or_badges[0]];
    word_t passed = cap_rights(cap) & RIGHT_GRANT ? ipc_pass(from, 0, ep, server) : 0;
    for (word_t i = 0; i < words; i++)
        context_set_word(&server->context, i, context_word(&t->context, i));
    context_set_info(&server->context, (info & ~(word_t)WORDS_AND_NO_MORE) | passed | words);
    context_set_badge(&server->context, cap_badge(cap));
    take_first(ep, server, NULL);
    lend(t->sc, t, server, server->reply);
    server->blocking_on = NULL;
    hand_over(t, server, true);
    arch_thread_switch(t, server);
    return true;
}
