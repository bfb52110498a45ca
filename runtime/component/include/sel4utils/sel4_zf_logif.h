/* Messages about errors of the kernel; what a message says is printed as with ZF_LOG. */
#pragma once
#include <sel4/sel4.h>
#include <utils/util.h>
