# kernel/sched_time.c: nobody runs out of budget
# seen by attack/short
s/if (!c->sc || refill_capacity(.*$/if (true || !c->sc)/
