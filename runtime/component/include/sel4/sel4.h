/*
 * The interface of libsel4 (AArch64, MCS) for this kernel: docs/sel4.md says what maps to what.
 * Nothing here is a list of its own; all follows kernel/abi, or does not compile.
 */
#pragma once
#include <sel4/bootinfo.h>
#include <sel4/constants.h>
#include <sel4/faults.h>
#include <sel4/functions.h>
#include <sel4/invocations.h>
#include <sel4/syscalls.h>
#include <sel4/threads.h>
#include <sel4/types.h>
