#pragma once

/* stops in a debugger; without one it is a fault of the thread */
#define camkes_software_breakpoint() __asm__ volatile("brk #0" : : : "memory")
