# kernel/sched_context.c: who lends its time keeps it
# seen by unit/ipc
/^void sc_donate/,/^}/{
/if (sc->tcb)/d
/sc_unbind_tcb/d
}
