/* Takes what it is offered and must be there in the end. */
#include <camkes/msgqueue.h>

#include "../check.h"

int run(void)
{
    camkes_msgqueue_receiver_t receiver;
    unsigned char byte[3] = {1, 2, 3};
    int taken = 0;

    CHECK(camkes_msgqueue_receiver_init(0, &receiver) == 0);
    CHECK(camkes_msgqueue_get(&receiver, byte, 3) == -1);   /* a message of void is a byte */
    for (int i = 0; i < 20000; i++) {
        camkes_msgqueue_poll(&receiver);
        taken += camkes_msgqueue_get(&receiver, &byte[1], 1) == 0;
        CHECK(byte[0] == 1 && byte[2] == 3);
    }
    CHECK(taken > 0);
    verdict("a queue whose sender lies");
    for (int i = 0; i < 1000; i++)
        (void)ring_poll();
    ring_wait();
    verdict("a count that jumps");
    switch_off();
    return 0;
}
