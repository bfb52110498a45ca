#include <camkes.h>
#include <stdio.h>
#include <words.h>

#ifdef OWN_FIRST
#error "flags of another source file"
#endif

void own(void);

int run(void)
{
    printf("loop: %s, left at %s\n", TOLD_LOOP, TOLD_BREAK);
    printf("sum: %s\n", TOLD_SUM);
    printf("match: %s, braces %s\n", TOLD_MATCH, TOLD_BRACES);
    printf("regex: %s\n", TOLD_REGEX);
    printf("order: %s, text: %s\n", TOLD_ORDER, TOLD_TEXT);
    printf("list: %s, in: %s, set: %s\n", TOLD_LIST, TOLD_IN, TOLD_SET);
    printf("property: %s, of the library: %s\n", TOLD_PROPERTY, word());
    own();
    printf("source: %s\n", TOLD_SOURCE);
    return 0;
}
