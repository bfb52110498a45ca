# kernel/fault.c: the answer to a timeout sets no more registers than that to an exception
# seen by kernel/sched_timeout
s/timeout_registers, LENGTH(timeout_registers)/timeout_registers, EXCEPTION_REGISTERS/
