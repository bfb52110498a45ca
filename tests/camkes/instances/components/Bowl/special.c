#include <camkes.h>

const char *speciality(void);

const char *speciality(void)
{
    return spare_DEF == 9 ? "very special" : "spoilt";
}
