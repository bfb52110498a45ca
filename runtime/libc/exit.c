/* The ways in which a thread ends early. The component's other threads go on. */
#include <assert.h>
#include <stdlib.h>
#include <unistd.h>

#include "kdl/print.h"
#include "kdl/thread.h"

void _exit(int status)
{
    if (status != 0)
        kdl_say("thread %s stopped with status %d", kdl_self->name, status);
    kdl_stop();
}

void _Exit(int status)
{
    _exit(status);
}

void abort(void)
{
    kdl_say("thread %s aborted", kdl_self->name);
    kdl_stop();
}

void __assert_func(const char *file, int line, const char *function, const char *text)
{
    kdl_say("%s:%d: %s: assertion '%s' failed", file, line, function ? function : "", text);
    kdl_stop();
}
