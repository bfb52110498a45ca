/* Template: greets whoever asks. One thread, so nothing needs a lock. */
#include <camkes.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The text belongs to the caller's glue, which frees it when it has been sent. */
int greeter_greet(const char *name, int max, char **greeting)
{
    size_t size = strlen(salutation) + strlen(name) + sizeof ", ";
    *greeting = calloc(1, size);
    if (*greeting == NULL)
        return -ENOMEM;
    int length = snprintf(*greeting, size, "%s, %s", salutation, name);
    if (length > max) {
        (*greeting)[0] = '\0';
        return -EMSGSIZE;
    }
    greeted_emit();
    return length;
}
