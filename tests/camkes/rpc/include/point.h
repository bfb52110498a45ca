#pragma once
typedef struct point { int x, y; } point_t;
