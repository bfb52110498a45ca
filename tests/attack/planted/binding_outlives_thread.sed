# kernel/object/tcb.c: a notification stays bound to a thread that was deleted
# seen by kernel/notification_of_dead
/^static seldom struct finalised tcb_finalise/,/^}/s/if (t->bound)/if (false)/
