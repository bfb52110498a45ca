#pragma once
typedef struct { int score; char names[2][2000]; } board_t;
