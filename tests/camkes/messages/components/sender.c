#include <camkes.h>
#include <camkes/msgqueue.h>
#include <letter.h>
#include <stdio.h>

int run(void)
{
    camkes_msgqueue_sender_t sender;
    letter_t letter = {.text = "dear receiver"};
    int sent = 0;

    printf("outbox: %d, no such: %d\n", camkes_msgqueue_sender_init(1, &sender),
           camkes_msgqueue_sender_init(2, &(camkes_msgqueue_sender_t){0}));
    while (camkes_msgqueue_send(&sender, &letter, sizeof letter) == 0)
        letter.number = ++sent;
    printf("sent %d\n", sent);
    read_now();
    letter.number = 100;
    printf("again: %d\n", camkes_msgqueue_send(&sender, &letter, sizeof letter));
    read_now();
    return 0;
}
