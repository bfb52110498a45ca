#include <camkes.h>
#include <camkes/msgqueue.h>
#include <letter.h>
#include <stdio.h>

void read_now(void)
{
    static camkes_msgqueue_receiver_t receiver;
    letter_t letter;

    if (!receiver.queue && camkes_msgqueue_receiver_init(2, &receiver) != 0)
        printf("no inbox\n");
    while (camkes_msgqueue_get(&receiver, &letter, sizeof letter) == 0)
        printf("%d: %s\n", letter.number, letter.text);
}
