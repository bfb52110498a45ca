set(KernelDomainSchedule "${CMAKE_CURRENT_LIST_DIR}/turns.c")
