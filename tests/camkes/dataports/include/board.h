#pragma once
typedef struct { int score; char names[4][2000]; } board_t;
