/* Interrupt lines whose functions are registered at run time. */
#pragma once
#include "syscall.h"

/* call what is registered for the line in that slot; who has nothing is told so */
void kdl_line_handle(cptr_t slot);
