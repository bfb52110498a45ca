#include SUB_HEADER

#if !defined(BEFORE_ALL) || !FOLDER_READY
#error not the flags of the folder
#endif

#include <autoconf.h>

#if defined(CONFIG_LIB_LOUD) || CONFIG_LIB_COUNTS != 1 || CONFIG_LIB_NUMBER != 12
#error not the options of the application
#endif

_Static_assert(sizeof CONFIG_LIB_NAME == sizeof "libs", "a text");

char *more(void)
{
    return MORE;
}
