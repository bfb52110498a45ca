# kernel/fastpath_full.c: the short way of a page fault leaves out the registers of the thread
# seen by kernel/fault_registers_again
s/ || UNLIKELY(t->flags & TCB_FLAG_REGISTERS)//
