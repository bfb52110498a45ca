#include <camkes.h>
#include <inttypes.h>
#include <stdio.h>

int run(void)
{
    printf("%s: %d %d %s|%s %c %d\n", get_instance_name(), number, computed, text, joined, letter,
           yes);
    printf("%s: list", get_instance_name());
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        printf(" %d", list[i]);
    printf(", words");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        printf(" %s", words[i]);
    printf("\n");
    printf("%s: outer %d %s %d %.2f %d %d\n", get_instance_name(), outer.inner.depth,
           outer.inner.label, outer.numbers[0] + outer.numbers[1], outer.ratio, outer.flag,
           outers[1].fallback);
    printf("%s: pin %d\n", get_instance_name(), pin);
    printf("%s: in place %d %s, wide %" PRIu64 ", fraction %.1f\n", get_instance_name(), inplace.a,
           inplace.b, wide, fraction);
    return 0;
}
