/* Options of sockets for TCP: there are no sockets, see sys/socket.h. */
#pragma once

#define TCP_NODELAY  1
#define TCP_MAXSEG   2
#define TCP_KEEPIDLE 4
