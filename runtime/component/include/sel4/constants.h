/* Part of sel4.h here. */
#pragma once
#include <sel4/sel4.h>
