#include <camkes.h>
#include <stdio.h>

#include "generated.h"
#include "place.h"
#include "plain.h"
#include "settings.h"
#include "words.h"

#if !defined FAST || defined SLOW || defined NOBODY || FAST_TOO != 0
#error "what is on and what is off"
#endif

#define TEXT(words) #words
#define TEXT_OF(words) TEXT(words)

int counter(void);
void only(void);

int run(void)
{
    printf("%d %d %s\n", LENGTH, length, TWICE);
    printf("%s\n", MAIL);
    printf("%s, %s\n", PLAIN, PLACE);
    printf("%s %d, %s\n", WORDS, ALL, LINE);
    printf("%s", TEXT_OF(RAW) "\n");
    only();
    printf("counted to %d\n", counter());
    return 0;
}
