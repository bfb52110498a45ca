/* Sets of signals. There are no signals, but who keeps such sets may go on doing so. */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>

#undef sigaddset
#undef sigdelset
#undef sigismember
#undef sigfillset
#undef sigemptyset

#define WEAK __attribute__((weak))

static bool is_signal(int number)
{
    if (number < 1 || number >= (int)(8 * sizeof(sigset_t)))
        errno = EINVAL;
    return number >= 1 && number < (int)(8 * sizeof(sigset_t));
}

WEAK int sigemptyset(sigset_t *set)
{
    *set = 0;
    return 0;
}

WEAK int sigfillset(sigset_t *set)
{
    *set = ~(sigset_t)0;
    return 0;
}

WEAK int sigaddset(sigset_t *set, const int number)
{
    if (!is_signal(number))
        return -1;
    *set |= (sigset_t)1 << number;
    return 0;
}

WEAK int sigdelset(sigset_t *set, const int number)
{
    if (!is_signal(number))
        return -1;
    *set &= ~((sigset_t)1 << number);
    return 0;
}

WEAK int sigismember(const sigset_t *set, int number)
{
    return is_signal(number) ? (int)(*set >> number & 1) : -1;
}
