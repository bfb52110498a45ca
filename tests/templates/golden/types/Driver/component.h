/* Generated from component/component.h.m4 for type Driver: do not edit. */
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

void irq_wait(void);
int irq_poll(void);
int irq_reg_callback(void (*callback)(void *), void *argument);
seL4_CPtr irq_notification(void);
int irq_acknowledge(void);
void irq_handle(void);
extern void *registers;
extern const size_t registers_size;
extern const struct kdl_dataport registers_dataport;
size_t registers_get_size(void);
dataport_ptr_t registers_wrap_ptr(void *pointer);
void *registers_unwrap_ptr(dataport_ptr_t pointer);
int registers_cache_op(size_t start, size_t size, dma_cache_op_t op);
int registers_flush_cache(size_t start, size_t size, dma_cache_op_t op);
#define registers_acquire() __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define registers_release() __atomic_thread_fence(__ATOMIC_RELEASE)
void registers__init(void) __attribute__((weak));
int registers__run(void);
KDL_NOT_TIMED(registers)
void irq__init(void) __attribute__((weak));
int irq__run(void);
KDL_NOT_TIMED(irq)
