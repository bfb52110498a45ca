#include <camkes.h>
#include <stdio.h>
#include <string.h>

static camkes_error_action_t on_error(camkes_error_t *error)
{
    printf("%s: %s of %s\n", get_instance_name(), error->description, error->method);
    return CEA_DISCARD;
}

int run(void)
{
    static samples_t samples = {.used = 1000};
    static char long_word[LONGEST];

    (void)sums_register_error_handler(on_error);
    for (int i = 0; i < samples.used; i++)
        samples.value[i] = first + i;
    sums_add(&samples);
    printf("%s: the sum is %ld, the last one %d\n", get_instance_name(), samples.sum,
           samples.value[999]);
    printf("%s: %d\n", get_instance_name(), sums_count(&samples, "few"));
    memset(long_word, 'w', sizeof long_word - 1);
    printf("%s: %d\n", get_instance_name(), sums_count(&samples, long_word));
    return 0;
}
