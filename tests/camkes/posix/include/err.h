#define OWN_HEADER "its own err.h"
