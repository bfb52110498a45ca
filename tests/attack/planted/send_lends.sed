# kernel/syscall.c: a message that wants no answer takes the time of its sender along
# seen by kernel/reply_send_lends
s/\[SYS_SEND\] = SEND |/[SYS_SEND] = SEND | SEND_DONATE |/
