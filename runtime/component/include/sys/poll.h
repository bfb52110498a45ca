/* An older name of the same. */
#pragma once
#include <poll.h>
