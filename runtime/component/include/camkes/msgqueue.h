/*
 * Queues of messages between two components (connector MessageQueue). One sends, one receives;
 * neither can disturb more than what it gives or takes. Which queue is meant: the setting
 * `<interface>_id` of the instance.
 */
#pragma once
#include <stddef.h>
#include <stdint.h>

struct kdl_queue;
typedef struct camkes_msgqueue_sender { struct kdl_queue *queue; } camkes_msgqueue_sender_t;
typedef struct camkes_msgqueue_receiver { struct kdl_queue *queue; } camkes_msgqueue_receiver_t;

/* 0, or -1 where this component has no such queue */
int camkes_msgqueue_sender_init(int id, camkes_msgqueue_sender_t *sender);
int camkes_msgqueue_receiver_init(int id, camkes_msgqueue_receiver_t *receiver);

/* 0; -1: the queue is full, or the message too large */
int camkes_msgqueue_send(camkes_msgqueue_sender_t *sender, const void *message, size_t size);
/* wait until there is a message; 0 */
int camkes_msgqueue_poll(camkes_msgqueue_receiver_t *receiver);
/* take the next message, of which size bytes are wanted; -1: there is none */
int camkes_msgqueue_get(camkes_msgqueue_receiver_t *receiver, void *message, size_t size);
