/* The ways in which a thread ends early. The component's other threads go on. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "kdl/instance.h"
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

/* the component is wrong: a fault, where faults make it start again */
_Noreturn static void fail(void)
{
    if (kdl_component.restarts)
        __builtin_trap();
    kdl_stop();
}

void abort(void)
{
    kdl_say("thread %s aborted", kdl_self->name);
    fail();
}

void __assert_func(const char *file, int line, const char *function, const char *text)
{
    fprintf(stderr, "Assertion failed: %s (%s: %s: %d)\n", text, file, function ? function : "",
            line);
    fail();
}
