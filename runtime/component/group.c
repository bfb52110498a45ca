/* The one program of a group: its threads go to their members. */
#include "kdl/group.h"

/* what crt0.S calls: index counts the threads of all members */
_Noreturn void kdl_thread_start(size_t index, struct ipc_buffer *ipc, char *tls)
{
    const struct kdl_member *const *member = kdl_members;

    while (index >= (*member)->thread_count)
        index -= (*member++)->thread_count;
    (*member)->start(index, ipc, tls);
    __builtin_unreachable();
}
