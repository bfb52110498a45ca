#include "check.h"

int run(void)
{
    CHECK(work_spin(30) == 7);
    CHECK(ran_poll() == 1);
    verdict("lent time");
    CHECK(work_spin(0) == 7);
    verdict("again");
    switch_off();
    return 0;
}
