/* A second client of the same servers, at the same time. */
#include "exercise.h"

EXERCISE(small)
EXERCISE(large)

int run(void)
{
    for (int i = 0; i < 50; i++) {
        exercise_small(77);
        exercise_large(2);
        seL4_Yield();
    }
    verdict("a second client");
    return 0;
}
