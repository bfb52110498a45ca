#include <camkes.h>

int calls_work(int a) { return a + 1; }
char *calls_big(const char *s) { return strdup(s); }
