/* Generated from component/component.h.m4 for type Fourth: do not edit. */
#pragma once
#pragma GCC system_header   /* what users' headers warn about is not the business of glue */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <camkes/dataport.h>
#include <camkes/error.h>
#include <camkes/timing.h>
#include <platsupport/io.h>
#include <sel4/sel4.h>

struct kdl_dataport;

extern const int taking_id;
#define taking_id_DEF 3
camkes_error_handler_t sending_register_error_handler(camkes_error_handler_t handler);
camkes_error_handler_t taking_register_error_handler(camkes_error_handler_t handler);
camkes_error_handler_t init_register_error_handler(camkes_error_handler_t handler);
uint64_t init_get_sender_id(void);
void calls_emit(void);
void calls_emit_underlying(void);
seL4_CPtr calls_notification(void);
void irq_wait(void);
int irq_poll(void);
int irq_reg_callback(void (*callback)(void *), void *argument);
seL4_CPtr irq_notification(void);
int irq_acknowledge(void);
void irq_handle(void);
void called_wait(void);
int called_poll(void);
int called_reg_callback(void (*callback)(void *), void *argument);
seL4_CPtr called_notification(void);
int called_acknowledge(void);
void called_handle(void);
void sending__init(void) __attribute__((weak));
int sending__run(void);
KDL_NOT_TIMED(sending)
void taking__init(void) __attribute__((weak));
int taking__run(void);
KDL_NOT_TIMED(taking)
void init__init(void) __attribute__((weak));
int init__run(void);
KDL_NOT_TIMED(init)
void irq__init(void) __attribute__((weak));
int irq__run(void);
KDL_NOT_TIMED(irq)
void called__init(void) __attribute__((weak));
int called__run(void);
KDL_NOT_TIMED(called)
void calls__init(void) __attribute__((weak));
int calls__run(void);
KDL_NOT_TIMED(calls)
