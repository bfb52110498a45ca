/* The one variable of the kernel. */
#include "kernel.h"

struct kernel kernel;
