/* System calls by number, for code that asks for what the C library has no name for. */
#pragma once

#define SYS_exit 93
#define SYS_exit_group 94
#define SYS_clock_gettime 113
#define SYS_sched_yield 124
#define SYS_tgkill 131
#define SYS_uname 160
#define SYS_getpid 172
#define SYS_getppid 173
#define SYS_gettid 178
#define __NR_gettid SYS_gettid
#define __NR_getpid SYS_getpid

long syscall(long number, ...);
