/* The C library's order of bytes, and addresses of the internet as text. */
#pragma once
#include_next <arpa/inet.h>
#include <netinet/in.h>

/* what cannot be read: INADDR_NONE, 0 */
in_addr_t inet_addr(const char *text);
int inet_aton(const char *text, struct in_addr *address);
/* the same text until the next call of the thread */
char *inet_ntoa(struct in_addr address);
/* AF_INET; others fail with EAFNOSUPPORT */
int inet_pton(int family, const char *restrict text, void *restrict address);
const char *inet_ntop(int family, const void *restrict address, char *restrict text,
                      socklen_t size);
