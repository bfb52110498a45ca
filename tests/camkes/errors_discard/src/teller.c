#include <camkes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static camkes_error_action_t on_error(camkes_error_t *error)
{
    printf("%s was asked\n", error->instance);
    return CEA_HALT;
}

void pre_init(void)
{
    (void)camkes_register_error_handler(on_error);
    (void)first_register_error_handler(on_error);
}

int first_tell(uint32_t length, char **tale)
{
    *tale = malloc(length + 1);
    if (!*tale)
        return -1;
    memset(*tale, 'x', length);
    (*tale)[length] = '\0';
    return (int)length;
}

int first_hear(const char *tale)
{
    return (int)strlen(tale);
}
