# kernel/reply.c: a caller that has a context of its own by now gets back the one it lent, too
# seen by kernel/reply_to_who
/^void reply_pop/,/^}/s/if (!tcb->sc)/if (tcb)/
