# the line is that of the value, whichever file it stands in
set(CAmkESDefaultHeapSize much)
option(CAmkESVerbose "says more" ON)
