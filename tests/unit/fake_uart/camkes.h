/* The glue of the Uart component, for its test on the host. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void state_lock(void);
void state_unlock(void);
extern volatile void *pl011_regs;
void pl011_irq_acknowledge(void);
void pl011_irq_handle(void);
void ready_emit(void);
unsigned long serial_get_sender_id(void);
extern int input_buffer, output_buffer, focus_key;

void pre_init(void);
int serial_write(size_t data_sz, const char *data);
int serial_read(int max, size_t *data_sz, char **data);
int serial_mode(int flags);
int serial_self(void);
int serial_focused(void);
int serial_focus(int client);
int serial_pending(void);
void serial_errors(uint32_t *overruns, uint32_t *breaks, uint32_t *parity, uint32_t *framing);
