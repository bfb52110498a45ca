#pragma once
#include <types.h>

value_t multiplied(value_t n);
