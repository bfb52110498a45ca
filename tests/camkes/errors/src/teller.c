#include <camkes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static camkes_error_action_t on_any(camkes_error_t *error)
{
    printf("%s, any: %d of %s\n", error->instance, error->type, error->interface);
    return CEA_DISCARD;
}

static camkes_error_action_t on_second(camkes_error_t *error)
{
    printf("%s, second: %d\n", error->instance, error->type);
    return CEA_DISCARD;
}

void pre_init(void)
{
    (void)camkes_register_error_handler(on_any);
    printf("before on_second: %d\n", second_register_error_handler(on_second) != NULL);
}

static int tell(uint32_t length, char **tale)
{
    *tale = malloc(length + 1);
    if (!*tale)
        return -1;
    memset(*tale, 'x', length);
    (*tale)[length] = '\0';
    return 0;
}

int first_tell(uint32_t length, char **tale)
{
    return tell(length, tale);
}

int second_tell(uint32_t length, char **tale)
{
    return tell(length, tale);
}

int first_hear(const char *tale)
{
    return (int)strlen(tale);
}

int second_hear(const char *tale)
{
    return (int)strlen(tale);
}
