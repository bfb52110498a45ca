option(BOUND_CHECK "Build the program with bound checking" OFF)
if(BOUND_CHECK)
  add_definitions(-DBOUND_CHECK)
endif()
