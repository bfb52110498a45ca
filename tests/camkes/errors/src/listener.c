#include <camkes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static camkes_error_handler_t before;

static camkes_error_action_t on_any(camkes_error_t *error)
{
    printf("%s, any: %d of %s, %s\n", error->instance, error->type, error->interface,
           error->description);
    return (camkes_error_action_t)answer;
}

static camkes_error_action_t on_other(camkes_error_t *error)
{
    printf("%s, other: %d of %s\n", error->instance, error->type, error->interface);
    return CEA_IGNORE;
}

/* what was registered at first is asked, too */
static camkes_error_action_t on_last(camkes_error_t *error)
{
    return before(error);
}

int run(void)
{
    static char long_tale[2000];
    char *tale = long_tale;

    before = camkes_register_error_handler(on_any);
    printf("before on_any: %d\n", before != NULL);
    printf("before on_other: %d\n", other_register_error_handler(on_other) != NULL);
    memset(long_tale, 'y', sizeof long_tale - 1);
    printf("told: %d\n", other_tell(5000, &tale));
    printf("nothing: %d\n", tale == NULL);
    printf("heard: %d\n", other_hear(long_tale));
    printf("back: %d\n", other_register_error_handler(NULL) == on_other);
    printf("told: %d\n", tale_tell(5000, &tale));
    printf("a short one: %d\n", tale_tell(3, &tale));
    free(tale);
    (void)camkes_register_error_handler(on_last);
    printf("heard: %d\n", tale_hear(long_tale));
    return 0;
}
