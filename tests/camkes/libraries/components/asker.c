#include <camkes.h>
#include <numbers.h>
#include <stdio.h>

#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)

int run(void)
{
    char *first = quiet_tell(multiplied(7)), *second = noisy_tell(COUNT);

    printf("%s, %s\n", first, second);
    printf("%s, both: %d\n", TEXT(TOLD),
#ifdef BOTH
           1
#else
           0
#endif
    );
    free(first);
    free(second);
    return 0;
}
