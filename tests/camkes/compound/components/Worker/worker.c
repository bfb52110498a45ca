#include <camkes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int64_t work_work(int64_t n, const int *scale)
{
    printf("%s: works for %s\n", get_instance_name(), title);
    return n * *scale + bonus;
}

void work_report(size_t *lines_sz, char ***lines, size_t *bytes_sz, uint8_t **bytes)
{
    *lines = realloc(*lines, (*lines_sz + 1) * sizeof **lines);
    (*lines)[(*lines_sz)++] = strdup("gamma");
    *bytes_sz = 3;
    *bytes = malloc(3);
    for (int i = 0; i < 3; i++)
        (*bytes)[i] = 250 + i;
}
