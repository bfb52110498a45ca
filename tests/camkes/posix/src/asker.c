#include <camkes.h>
#include <dirent.h>
#include <err.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

void locks(void);
void net(void);

static void told(const char *what, long result)
{
    printf("%s: %s\n", what, result == 0 ? "done" : errno == ENOSYS ? "ENOSYS" : strerror(errno));
    errno = 0;
}

static void absent(void)
{
    struct pollfd file = {.fd = 0, .events = POLLIN};
    struct rusage usage;
    int fds[2];

    told("poll", poll(&file, 1, 0));
    told("pipe", pipe(fds));
    told("fork", fork());
    told("wait", waitpid(-1, fds, 0));
    told("opendir", opendir("/") == NULL);
    told("rename", rename("a", "b"));
    told("getrusage", getrusage(RUSAGE_SELF, &usage));
    printf("sigmask: %d\n", pthread_sigmask(SIG_SETMASK, NULL, NULL) == ENOSYS);
}

static void signals(void)
{
    sigset_t set;

    (void)(sigemptyset)(&set);
    (void)(sigaddset)(&set, SIGINT);
    printf("set: %d%d", (sigismember)(&set, SIGINT), (sigismember)(&set, SIGTERM));
    (void)(sigfillset)(&set);
    (void)(sigdelset)(&set, SIGTERM);
    printf("%d%d %d\n", (sigismember)(&set, SIGINT), (sigismember)(&set, SIGTERM),
           (sigaddset)(&set, 1000));
}

static void pieces(void)
{
    char one[] = "one ", two[] = "two\n";
    struct iovec both[] = {{one, 4}, {two, 4}};

    printf("%zd\n", writev(STDOUT_FILENO, both, 2));
    printf("%zd %zd\n", readv(STDIN_FILENO, both, 2), writev(7, both, 2));
}

int run(void)
{
    char name[8];

    absent();
    signals();
    pieces();
    printf("%s: %d, short: %d\n", gethostname(name, sizeof name) == 0 ? name : "?",
           (int)(getuid() + getgid() + getegid()), gethostname(name, 5));
    errno = EBUSY;
    warn("%d of %d", 1, 2);
    warnx("only %s", "words");
    net();
    locks();
    errno = EPERM;
    err(3, "the %s", "end");
}
