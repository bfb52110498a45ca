#include <own.h>
#include <stdio.h>

void own(void);

void own(void)
{
    printf("own: %d%d%d%d%d%d, %s, %s\n", OWN_FIRST, OWN_SECOND, OWN_THIRD, OWN_FOURTH, OWN_FIFTH,
           OWN_SIXTH, OWN_TEXT, OWN_FOLDER);
}
