# kernel/syscall.c: a send that is followed by a receive tells of a capability that is not there
# seen by kernel/fault_in_combined
/^static bool send(/,/^}/s/if (mode & SEND_BLOCKING)/if (mode)/
