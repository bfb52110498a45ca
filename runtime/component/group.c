/* The one program of a group: its threads go to their members. */
#include "kdl/group.h"

void kdl_wake_all(void)
{
    for (const struct kdl_member *const *member = kdl_members; *member; member++)
        (*member)->wake_all();
}

/* index counts the threads of all members */
_Noreturn void kdl_thread_start(size_t index, struct ipc_buffer *ipc, char *tls,
                                uint64_t restarts)
{
    const struct kdl_member *const *member = kdl_members;

    while (index >= (*member)->thread_count)
        index -= (*member++)->thread_count;
    (*member)->start(index, ipc, tls, restarts);
    __builtin_unreachable();
}
