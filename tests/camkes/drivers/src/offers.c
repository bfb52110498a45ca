/* What drivers of one program offer to each other. */
#include "offers.h"

#include <stdio.h>
#include <string.h>

static int by_name(void *wanted, void *instance, char **properties)
{
    for (; properties && *properties; properties++)
        if (strcmp(*properties, wanted) == 0) {
            printf("found %s for %s\n", (const char *)instance, (const char *)wanted);
            return PS_INTERFACE_FOUND_MATCH;
        }
    return PS_INTERFACE_NO_MATCH;
}

void try_offers(ps_io_ops_t *ops)
{
    ps_interface_registration_ops_t *others = &ops->interface_registration_ops;
    static char first[] = "the first", second[] = "the second";
    char *lamps[] = {"lamp", "bell", NULL}, *doors[] = {"door", NULL};

    printf("nobody yet: %d\n", ps_interface_find(others, PS_GPIO_INTERFACE, by_name, "door"));
    printf("offered: %d\n", ps_interface_register(others, PS_GPIO_INTERFACE, first, lamps));
    printf("offered: %d\n", ps_interface_register(others, PS_GPIO_INTERFACE, second, doors));
    printf("%d\n", ps_interface_find(others, PS_GPIO_INTERFACE, by_name, "door"));
    printf("%d\n", ps_interface_find(others, PS_GPIO_INTERFACE, by_name, "bell"));
    printf("of another kind: %d\n",
           ps_interface_find(others, PS_CLOCK_INTERFACE, by_name, "door"));
    printf("withdrawn: %d\n", ps_interface_unregister(others, PS_GPIO_INTERFACE, second));
    printf("then: %d\n", ps_interface_find(others, PS_GPIO_INTERFACE, by_name, "door"));
    printf("nothing to look with: %d, nobody to ask: %d\n",
           ps_interface_find(others, PS_GPIO_INTERFACE, NULL, NULL),
           ps_interface_find(NULL, PS_GPIO_INTERFACE, by_name, NULL));
}
