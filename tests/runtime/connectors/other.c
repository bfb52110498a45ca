/* The second client: a procedure of its own, and nothing of the first client's memory. */
#include "../check.h"

extern void *const shared_buf;
extern const size_t shared_buf_size;
extern void *const both_buf;

int run(void)
{
    CHECK(any_weigh("four") == 4);
    CHECK(any_twice(21) == 42);
    CHECK(any_twice(-1) == -2);
    verdict("NoType: a client with a procedure of its own");
    CHECK(shared_buf_size == 16384);
    memset(shared_buf, 1, 100);
    memset(both_buf, 2, 100);
    CHECK(shared_sum(100) == 100);
    CHECK(both_sum(100) == 200);
    verdict("CallDataport: the second client's memory");
    return 0;
}
