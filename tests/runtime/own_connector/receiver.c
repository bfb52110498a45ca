#include "../check.h"

int inbox_fetch(void);
int other_fetch(void);

int run(void)
{
    CHECK(inbox_fetch() == 42);
    CHECK(other_fetch() == 999999);
    verdict("a connector from outside of templates");
    switch_off();
    return 0;
}
