/* It has an end of a connection, and nothing to do. */
#include <camkes.h>
