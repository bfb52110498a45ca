#include <Driver.h>
#include <rounds.h>
#include <steps.h>

int run(void)
{
    for (int i = 1; i <= ROUNDS; i++) {
        add_add(i);
        also_add(STEP * i);
    }
    return 0;
}
