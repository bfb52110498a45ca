/*
 * cost TIMES COMMAND [ARGUMENT...]: run it so often; print the shortest time in microseconds and
 * the largest memory in KiB. Its output goes nowhere; exit 1 if it fails.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000ll + t.tv_nsec / 1000;
}

int main(int argc, char **argv)
{
    long long best = -1, memory = 0;
    if (argc < 3) {
        fprintf(stderr, "usage: cost TIMES COMMAND [ARGUMENT...]\n");
        return 2;
    }
    for (int i = atoi(argv[1]); i > 0; i--) {
        struct rusage usage;
        int status;
        long long start = now_us();
        pid_t child = fork();
        if (child == 0) {
            int null = open("/dev/null", O_WRONLY);
            dup2(null, 1);
            dup2(null, 2);
            execvp(argv[2], argv + 2);
            _exit(127);
        }
        if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0)
            return 1;
        long long time = now_us() - start;
        if (best < 0 || time < best)
            best = time;
        if (usage.ru_maxrss > memory)
            memory = usage.ru_maxrss;
    }
    printf("%lld %lld\n", best, memory);
    return 0;
}
