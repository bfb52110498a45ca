#include <camkes.h>

int run(void)
{
    for (int i = 1; i <= 2; i++) {
        add_add(i);
        also_add(10 * i);
    }
    return 0;
}
