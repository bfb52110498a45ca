/* The root task's voice: the kernel's console, for refusals and failures. */
#include "root.h"

#define LINE 256

static const char *error_name(uint64_t error)
{
    static const char *const names[] = {
#define ERROR(number, id, text) [number] = #id,
#include "kernel/abi/errors.def"
#undef ERROR
    };

    return error < sizeof names / sizeof names[0] ? names[error] : "unknown error";
}

void say(struct root *root, const char *const *text)
{
    char line[LINE] = "ROOT| ";
    size_t length = 6;

    for (; *text; text++)
        for (const char *p = *text; *p && length < LINE - 1; p++)
            line[length++] = *p;
    line[length++] = '\n';
    kdl_console_print(root->ipc, ROOT_SLOT_CONSOLE, line, length);
}

const char *number_text(uint64_t n, char buffer[24])
{
    char *p = buffer + 23;

    *p = '\0';
    do {
        *--p = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    return p;
}

/* What has been built stays as it is, without running; the message is the last thing to see. */
_Noreturn void halt(struct root *root)
{
    for (;;)
        kdl_tcb_suspend(root->ipc, ROOT_SLOT_TCB);
}

void must(struct root *root, uint64_t error, const char *what, const char *name)
{
    if (error == KDL_ERROR_NONE)
        return;
    say(root, (const char *const[]){"cannot ", what, " ", name, ": ", error_name(error), NULL});
    halt(root);
}
