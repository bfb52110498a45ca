/*
 * Components that start again after a fault (`restart = on_fault`), seen from inside and from the
 * component that watches over them.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "instance.h"

/* how often this component has been started again; 0: this is its first life */
uint64_t kdl_restarts(void);

/*
 * Stops all threads of the program that the thread belongs to and lets them start from the
 * beginning, with the data of the first time; whoever waits for an answer of the program gets an
 * error. count: the kdl_restarts() of the new life, other than that of the last one. False: this
 * component does not hold the threads. For the monitor of the system.
 */
bool kdl_restart(const struct kdl_watched *thread, uint64_t count);
