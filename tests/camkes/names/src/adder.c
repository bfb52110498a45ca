#include <camkes.h>

/* each adds something of its own, so that no connection can stand in for another */
#define ADDER(name, more) \
    int name##_add(int a, int b) { return a + b + (more); }

ADDER(threadless, 1000)
ADDER(pins, 2000)
ADDER(signalled, 3000)
ADDER(buffered, 4000)
ADDER(packets, 5000)
ADDER(loud_packets, 6000)
ADDER(frames, 7000)
ADDER(plain, 8000)
ADDER(short_name, 9000)
ADDER(old_buffered, 10000)
ADDER(both_quiet, 11000)
ADDER(own_buffered, 12000)
ADDER(own_signalled, 13000)
