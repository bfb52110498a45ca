#pragma once
typedef struct { int a, b; } pair_t;
