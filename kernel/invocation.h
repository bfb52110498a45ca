/* Decoding of invocations: what syscall.c asks for once it has found the capability. */
#pragma once
#include "core/message.h"
#include "object.h"

/* Fill in all but extra, which is filled already. */
void invocation_init(struct invocation *inv, struct tcb *caller, struct slot *slot, bool call);
enum err invocation_decode(struct invocation *inv) must_check;
