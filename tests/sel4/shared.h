/* What the root task and its server agree on. */
#pragma once
#include <sel4/sel4.h>

enum { OP_ADD, OP_TOUCH, OP_BREAK, OP_SIGNAL, OP_LONG, OP_TAKE };

/* the server's CSpace */
enum { SERVER_EP = 1, SERVER_REPLY, SERVER_NOTIFICATION, SERVER_RECEIVED, SERVER_CNODE,
       SERVER_CNODE_BITS = 5 };

#define SERVER_BUFFER 0x10000000ul
#define SERVER_STACK  0x10010000ul          /* below it, one page */
#define SERVER_HOLE   0x20000000ul          /* nothing is mapped there until it is touched */
