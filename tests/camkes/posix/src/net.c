#include <arpa/inet.h>
#include <endian.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/un.h>

void net(void);

static void convert(const char *text)
{
    struct in_addr address = {0};
    int strict = inet_pton(AF_INET, text, &address), loose;

    address.s_addr = 0;
    loose = inet_aton(text, &address);
    printf("%s: %d %d %s\n", text, strict, loose, loose ? inet_ntoa(address) : "-");
}

void net(void)
{
    static const char *const texts[] = {"192.168.1.20", "10.1", "0x7f.1", "1.2.3.256", "1.2.3",
                                        "01.2.3.4", "1.2.3.4x", "1..2.3", "4294967295", ""};
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(0x1234)};
    struct sockaddr_un path = {.sun_family = AF_UNIX};
    char text[INET_ADDRSTRLEN];

    printf("%#x %#lx %#x %zu %zu\n", to.sin_port, (unsigned long)htonl(INADDR_LOOPBACK),
           be16toh(htobe16(7)), sizeof to, sizeof(struct sockaddr_in6));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        convert(texts[i]);
    to.sin_addr.s_addr = inet_addr("255.0.0.1");
    printf("%s", inet_ntop(AF_INET, &to.sin_addr, text, sizeof text));
    printf(" %d", inet_ntop(AF_INET, &to.sin_addr, text, 9) == NULL && errno == ENOSPC);
    printf(" %d", inet_pton(AF_INET6, "::1", text) == -1 && errno == EAFNOSUPPORT);
    printf(" %d\n", inet_addr("nonsense") == INADDR_NONE);
    printf("socket: %d", shutdown(0, SHUT_RDWR) == -1 && errno == ENOSYS);
    printf("%d\n", getsockname(0, (struct sockaddr *)&path, NULL) == -1 && errno == ENOSYS);
}
