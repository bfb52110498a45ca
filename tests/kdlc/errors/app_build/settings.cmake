# the line is that of the value, whichever file it stands in
set(CAmkESDefaultPriority 1000 CACHE STRING "" FORCE)
