# kernel/ipc.c: a message may be longer than the buffer
# seen by kernel/ipc_
s/buffer \&\& index < MSG_MAX_LENGTH/buffer/
