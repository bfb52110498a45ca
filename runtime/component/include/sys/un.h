/* Addresses of sockets of one machine: there are no sockets, see sys/socket.h. */
#pragma once
#include <sys/socket.h>

struct sockaddr_un { sa_family_t sun_family; char sun_path[108]; };
