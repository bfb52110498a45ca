# kernel/sched_context.c: a lent context that was unbound still comes back with the reply
# seen by kernel/reply_lent_context
/^void sc_unbind_all/,/^}/s/if (sc->reply) {/if (false) {/
