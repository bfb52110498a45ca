#include <camkes.h>
#include <stdio.h>

void sums_add(samples_t *samples)
{
    samples->sum = 0;
    for (int i = 0; i < samples->used; i++)
        samples->sum += samples->value[i];
    printf("%s: %d samples of %d\n", get_instance_name(), samples->used,
           (int)sums_get_sender_id());
}

int sums_count(const samples_t *samples, const char *what)
{
    printf("%s: counts %s\n", get_instance_name(), what);
    return samples->used;
}
