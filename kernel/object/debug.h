/* What the files of debug invocations share; debug kernels only. */
#pragma once
#include "../tcb.h"

const char *thread_name(const struct tcb *t);       /* "-": it has none */
const char *thread_state_name(const struct tcb *t);
