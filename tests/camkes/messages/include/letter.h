#pragma once
typedef struct letter { int number; char text[20]; } letter_t;
