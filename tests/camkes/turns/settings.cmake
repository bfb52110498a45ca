set(KernelNumDomains 3 CACHE STRING "" FORCE)
set(KernelDomainSchedule "${CMAKE_CURRENT_LIST_DIR}/schedule.c" CACHE INTERNAL "")
