#include <camkes.h>

int outbox_post(int number);
int other_post(int number);

int run(void)
{
    if (outbox_post(101) == 0)
        printf("FAIL a number beyond the limit\n");
    (void)outbox_post(42);
    (void)other_post(999999);
    return 0;
}
