/*
 * Messages between threads: the slow, complete path.
 */
#pragma once
#include "kernel.h"

struct endpoint;
struct notification;

void endpoint_send(struct endpoint *ep, struct tcb *sender, word_t badge, word_t rights,
                   bool blocking, bool call, bool may_donate);
void endpoint_receive(struct tcb *receiver, struct cap cap, bool blocking, struct reply *reply);
void endpoint_cancel_all(struct endpoint *ep);
void endpoint_cancel_badge(struct endpoint *ep, word_t badge);
void notification_signal(struct notification *n, word_t badge);
void notification_wait(struct tcb *receiver, struct cap cap, bool blocking);
void notification_cancel_all(struct notification *n);
void notification_unbind(struct notification *n);
void ipc_cancel(struct tcb *t);                     /* whatever t blocks on */
void ipc_reply(struct tcb *sender, struct reply *reply, bool may_grant);
/* Turn t->fault into a message to its handler; without one it stops for good (and says so). */
void fault_deliver(struct tcb *t);
word_t fault_message(struct tcb *t, word_t *words); /* words to send; returns their number */
bool fault_reply(struct tcb *t, struct tcb *handler);   /* true: restart t */
word_t ipc_read_word(struct tcb *t, word_t index);  /* message words, register or buffer */
void ipc_write_word(struct tcb *t, word_t index, word_t value);
