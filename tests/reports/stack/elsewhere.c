/* output that goes through a pointer of the component: the runtime's is set */
#include <camkes.h>
#include <stdio.h>

void set_putchar(void (*put)(int c));

static void add(int c)
{
    if (c == 'x')
        printf("an x\n");
}

int run(void)
{
    set_putchar(add);
    return printf("%d\n", 7);
}
