/* The smallest system: two ways to print a line. */
#include <camkes.h>
#include <stdio.h>
#include <string.h>

int run(void)
{
    static const char text[] = "Hello from a component, through the Uart component\n";
    printf("Hello from a component, through printf\n");
    serial_write(strlen(text), text);
    return 0;
}
