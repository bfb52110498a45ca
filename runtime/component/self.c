/* What belongs to the calling thread whichever member of a group it is in: see kdl/group.h. */
#include "kdl/thread.h"

__thread const struct kdl_thread *kdl_self;
__thread struct ipc_buffer *kdl_ipc_buffer;
__thread size_t kdl_line_length;
__thread char kdl_line[KDL_LINE];
