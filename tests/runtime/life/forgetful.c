/* Says `control` in its description and has no run(). */
#include <camkes.h>
