/*
 * Breakpoints, watchpoints and single stepping of threads; the numbers are those of seL4.
 */
#pragma once

/* reasons of a debug fault; the first two are types of breakpoints as well */
#define BREAK_DATA        0
#define BREAK_INSTRUCTION 1
#define BREAK_STEP        2
#define BREAK_SOFTWARE    3

/* at which accesses a breakpoint on data stops */
#define BREAK_ON_READ       0
#define BREAK_ON_WRITE      1
#define BREAK_ON_READ_WRITE 2

/* numbers: first those on instructions, behind them those on data; a CPU may have fewer of both */
#define BREAKPOINTS 6
#define WATCHPOINTS 4
