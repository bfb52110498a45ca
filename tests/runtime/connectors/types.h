#pragma once
typedef struct message { int number; char text[24]; } message_t;
