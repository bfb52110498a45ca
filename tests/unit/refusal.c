/* See refusal.h. */
#include "tests/unit/refusal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "runtime/loader/loader.h"

static jmp_buf refused;
static char reason[200];

void refuse(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    longjmp(refused, 1);
}

const char *refusal_of(void (*act)(void))
{
    if (setjmp(refused))
        return reason;
    act();
    return NULL;
}

void refusal_expect(const char *why, const char *text)
{
    if (!why || !strstr(why, text))
        fail_msg("expected '%s', got '%s'", text, why ? why : "no refusal");
}
