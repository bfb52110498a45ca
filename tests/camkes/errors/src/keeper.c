#include <camkes.h>
#include <stdio.h>
#include <unistd.h>

extern size_t morecore_size;
extern const int camkes_pid, camkes_ppid;

static int failed;

static camkes_error_action_t on_error(camkes_error_t *error)
{
    if (failed++ == 0)
        printf("%s: no memory: %d, %s\n", error->instance, error->type == CE_ALLOCATION_FAILURE,
               error->description);
    return CEA_DISCARD;
}

int run(void)
{
    int kept = 0;
    char *tale;

    (void)tale_register_error_handler(on_error);
    while (!failed && kept < 100)
        kept += tale_tell(900, &tale) == 0 && tale != NULL;
    printf("some were kept: %d, none now: %d, of %zu bytes\n", kept > 0, tale == NULL,
           morecore_size);
    printf("its number: %d, whose: %d\n", camkes_pid == getpid(),
           camkes_ppid == getppid());
    return 0;
}
