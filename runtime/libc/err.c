/* err.h: messages on the console, each in a line with the name of the instance. */
#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kdl/instance.h"

#define WEAK __attribute__((weak))

static void say(const char *format, va_list args, const char *reason)
{
    fprintf(stderr, "%s: ", kdl_instance.name);
    if (format)
        (void)vfprintf(stderr, format, args);
    if (format && reason)
        fputs(": ", stderr);
    fprintf(stderr, "%s\n", reason ? reason : "");
}

WEAK void vwarn(const char *format, va_list args)
{
    say(format, args, strerror(errno));
}

WEAK void vwarnx(const char *format, va_list args)
{
    say(format, args, NULL);
}

WEAK void verr(int status, const char *format, va_list args)
{
    vwarn(format, args);
    exit(status);
}

WEAK void verrx(int status, const char *format, va_list args)
{
    vwarnx(format, args);
    exit(status);
}

#define WITH_ARGUMENTS(call) do { \
        va_list args; \
        va_start(args, format); \
        call; \
        va_end(args); \
    } while (0)

WEAK void warn(const char *format, ...)
{
    WITH_ARGUMENTS(vwarn(format, args));
}

WEAK void warnx(const char *format, ...)
{
    WITH_ARGUMENTS(vwarnx(format, args));
}

WEAK void err(int status, const char *format, ...)
{
    WITH_ARGUMENTS(verr(status, format, args));
}

WEAK void errx(int status, const char *format, ...)
{
    WITH_ARGUMENTS(verrx(status, format, args));
}
