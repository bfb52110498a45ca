#pragma once
typedef int value_t;
