/*
 * Host builds of the kernel: the registers of the target, but ordinary pointers. Put this
 * directory before the kernel's in the include path.
 */
#pragma once
#include "kernel/arch/aarch64/context.h"

#undef ARCH_POINTER_TOP
#define ARCH_POINTER_TOP 0ul
