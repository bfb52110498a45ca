#include "rights.h"
#include "abi/message.h"

static uint64_t both(uint64_t held, uint64_t asked, uint64_t right)
{
    return (held & right) != 0 && (asked & right) != 0 ? right : 0;
}

uint64_t rights_mask(uint64_t held, uint64_t asked)
{
    return held & asked & RIGHT_ALL;
}

inline uint64_t rights_mask_frame(uint64_t held, uint64_t asked)
{
    if (both(held, asked, RIGHT_READ) == 0)
        return 0;
    return RIGHT_READ + both(held, asked, RIGHT_WRITE);
}

bool rights_may_cancel(uint64_t held)
{
    return (held & RIGHT_WRITE) != 0 && (held & RIGHT_READ) != 0 && (held & RIGHT_GRANT) != 0
        && (held & RIGHT_GRANT_REPLY) != 0;
}
