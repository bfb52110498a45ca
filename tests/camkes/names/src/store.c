#include <camkes.h>
#include <stdio.h>

/* the selector is 16 bits, big end first; entry 0 is the signature */
int run(void)
{
    volatile uint8_t *store = (volatile uint8_t *)words_0;
    char signature[5] = "";

    *(volatile uint16_t *)(store + 8) = 0;
    for (int i = 0; i < 4; i++)
        signature[i] = (char)store[0];
    printf("the store says what it is: %s\n", signature);
    return 0;
}
