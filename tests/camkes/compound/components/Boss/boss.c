#include <camkes.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int run(void)
{
    size_t count = 2, size;
    char **lines = malloc(2 * sizeof *lines);
    uint8_t *bytes;
    int scale = 3;

    lines[0] = strdup("alpha");
    lines[1] = strdup("beta");
    printf("%s: %s gets %" PRId64 "\n", get_instance_name(), title,
           worker_work(1000000000000, &scale));
    worker_report(&count, &lines, &size, &bytes);
    printf("%s: %zu lines, %zu bytes:", get_instance_name(), count, size);
    for (size_t i = 0; i < count; i++)
        printf(" %s", lines[i]);
    for (size_t i = 0; i < size; i++)
        printf(" %d", bytes[i]);
    printf("\n");
    unheard_emit();
    return 0;
}
