# kernel/syscall.c: a system error that comes when the budget is over is not told
# seen by panic/serror-user
/^seldom struct tcb \*fault_entry_once/,/^}/s/^            ipc_cancel(t);/            return finish(c);/
