# kernel/object/endpoint.c: who waits for messages keeps the time that a bound notification lent
# seen by kernel/notification_bound_with
/^void endpoint_receive/,/^}/s/if (n \&\& blocking)/if (false)/
