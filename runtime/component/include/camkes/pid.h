/* Number of this instance, and of whoever started it. */
#pragma once
extern const int camkes_pid, camkes_ppid;
