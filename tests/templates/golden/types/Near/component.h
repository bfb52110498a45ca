/* Generated from component/component.h.m4 for type Near: do not edit. */
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
#line 73 "tests/templates/system.kdl"
#include "point.h"

struct kdl_dataport;

extern const int queue_id;
extern const int dma_pool;
#define queue_id_DEF 4
#define dma_pool_DEF 8192
int any_add(int a, uint64_t b);
double any_mix(float x, bool *flag, char *c, const int16_t *step);
void any_nothing(void);
void any_nine(int a, int b, int c, int d, int e, int f, int g, int h, int i);
int buffered_add(int a, uint64_t b);
double buffered_mix(float x, bool *flag, char *c, const int16_t *step);
void buffered_nothing(void);
void buffered_nine(int a, int b, int c, int d, int e, int f, int g, int h, int i);
camkes_error_handler_t any_register_error_handler(camkes_error_handler_t handler);
camkes_error_handler_t buffered_register_error_handler(camkes_error_handler_t handler);
void native_wait(void);
int native_poll(void);
int native_reg_callback(void (*callback)(void *), void *argument);
seL4_CPtr native_notification(void);
int native_acknowledge(void);
void native_handle(void);
void counted_wait(void);
int counted_poll(void);
int counted_reg_callback(void (*callback)(void *), void *argument);
seL4_CPtr counted_notification(void);
int counted_acknowledge(void);
void counted_handle(void);
extern void *caps;
extern const size_t caps_size;
extern const struct kdl_dataport caps_dataport;
size_t caps_get_size(void);
dataport_ptr_t caps_wrap_ptr(void *pointer);
void *caps_unwrap_ptr(dataport_ptr_t pointer);
int caps_cache_op(size_t start, size_t size, dma_cache_op_t op);
int caps_flush_cache(size_t start, size_t size, dma_cache_op_t op);
#define caps_acquire() __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define caps_release() __atomic_thread_fence(__ATOMIC_RELEASE)
#line 79 "tests/templates/system.kdl"
extern point_t *queue;
extern const size_t queue_size;
extern const struct kdl_dataport queue_dataport;
size_t queue_get_size(void);
dataport_ptr_t queue_wrap_ptr(void *pointer);
void *queue_unwrap_ptr(dataport_ptr_t pointer);
int queue_cache_op(size_t start, size_t size, dma_cache_op_t op);
int queue_flush_cache(size_t start, size_t size, dma_cache_op_t op);
#define queue_acquire() __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define queue_release() __atomic_thread_fence(__ATOMIC_RELEASE)
void any__init(void) __attribute__((weak));
int any__run(void);
KDL_NOT_TIMED(any)
void buffered__init(void) __attribute__((weak));
int buffered__run(void);
KDL_NOT_TIMED(buffered)
void native__init(void) __attribute__((weak));
int native__run(void);
KDL_NOT_TIMED(native)
void counted__init(void) __attribute__((weak));
int counted__run(void);
KDL_NOT_TIMED(counted)
void caps__init(void) __attribute__((weak));
int caps__run(void);
KDL_NOT_TIMED(caps)
void queue__init(void) __attribute__((weak));
int queue__run(void);
KDL_NOT_TIMED(queue)
