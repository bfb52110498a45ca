set(CAmkESErrorHandlingMode Abort CACHE STRING "" FORCE)
