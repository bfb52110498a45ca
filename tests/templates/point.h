/* Types of the user in a procedure and in a dataport. */
#pragma once
struct point { int x, y; };
typedef struct point point_t;
