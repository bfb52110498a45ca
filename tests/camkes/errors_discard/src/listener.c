#include <camkes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static camkes_error_action_t on_error(camkes_error_t *error)
{
    printf("%s was asked\n", error->instance);
    return CEA_HALT;
}

int run(void)
{
    static char long_tale[2000];
    char *tale = long_tale;

    (void)camkes_register_error_handler(on_error);
    (void)tale_register_error_handler(on_error);
    memset(long_tale, 'y', sizeof long_tale - 1);
    if (speaks)
        printf("heard: %d\n", tale_hear(long_tale));
    printf("told: %d\n", tale_tell(5000, &tale));
    printf("nothing: %d\n", tale == NULL);
    printf("a short one: %d\n", tale_tell(3, &tale));
    free(tale);
    return 0;
}
