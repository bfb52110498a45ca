/* Generated from component/component.h.m4 for type Server: do not edit. */
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
#line 49 "tests/templates/system.kdl"
#include "point.h"
#line 15 "tests/templates/system.kdl"
#include <stdint.h>

struct kdl_dataport;

int words_add(int a, uint64_t b);
double words_mix(float x, bool *flag, char *c, const int16_t *step);
void words_nothing(void);
void words_nine(int a, int b, int c, int d, int e, int f, int g, int h, int i);
char * bytes_greet(const char *name, char **other, char **both, char **fixed);
size_t bytes_arrays(size_t a_sz, const int *a, size_t *b_sz, uint8_t **b, size_t *c_sz, double **c, const size_t *d_sz, char **d);
void bytes_lists(size_t a_sz, char **a, size_t *b_sz, char ***b, size_t *c_sz, char ***c, const size_t *d_sz, char ***d);
#line 19 "tests/templates/system.kdl"
struct point bytes_move(struct point p, struct point *q, struct point *r, const struct point *s);
int bytes_fill(size_t size, size_t *data_sz, char **data);
char * large_greet(const char *name, char **other, char **both, char **fixed);
size_t large_arrays(size_t a_sz, const int *a, size_t *b_sz, uint8_t **b, size_t *c_sz, double **c, const size_t *d_sz, char **d);
void large_lists(size_t a_sz, char **a, size_t *b_sz, char ***b, size_t *c_sz, char ***c, const size_t *d_sz, char ***d);
#line 19 "tests/templates/system.kdl"
struct point large_move(struct point p, struct point *q, struct point *r, const struct point *s);
int large_fill(size_t size, size_t *data_sz, char **data);
camkes_error_handler_t words_register_error_handler(camkes_error_handler_t handler);
uint64_t words_get_sender_id(void);
camkes_error_handler_t bytes_register_error_handler(camkes_error_handler_t handler);
uint64_t bytes_get_sender_id(void);
camkes_error_handler_t large_register_error_handler(camkes_error_handler_t handler);
uint64_t large_get_sender_id(void);
void tick_emit(void);
void tick_emit_underlying(void);
seL4_CPtr tick_notification(void);
void bell_one_emit(void);
void bell_one_emit_underlying(void);
seL4_CPtr bell_one_notification(void);
void bell_two_emit(void);
void bell_two_emit_underlying(void);
seL4_CPtr bell_two_notification(void);
void nobody_emit(void);
void nobody_emit_underlying(void);
seL4_CPtr nobody_notification(void);
extern void *window;
extern const size_t window_size;
extern const struct kdl_dataport window_dataport;
size_t window_get_size(void);
dataport_ptr_t window_wrap_ptr(void *pointer);
void *window_unwrap_ptr(dataport_ptr_t pointer);
int window_cache_op(size_t start, size_t size, dma_cache_op_t op);
int window_flush_cache(size_t start, size_t size, dma_cache_op_t op);
#define window_acquire() __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define window_release() __atomic_thread_fence(__ATOMIC_RELEASE)
#line 59 "tests/templates/system.kdl"
extern point_t *spot;
extern const size_t spot_size;
extern const struct kdl_dataport spot_dataport;
size_t spot_get_size(void);
dataport_ptr_t spot_wrap_ptr(void *pointer);
void *spot_unwrap_ptr(dataport_ptr_t pointer);
int spot_cache_op(size_t start, size_t size, dma_cache_op_t op);
int spot_flush_cache(size_t start, size_t size, dma_cache_op_t op);
#define spot_acquire() __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define spot_release() __atomic_thread_fence(__ATOMIC_RELEASE)
void words__init(void) __attribute__((weak));
int words__run(void);
KDL_NOT_TIMED(words)
void bytes__init(void) __attribute__((weak));
int bytes__run(void);
KDL_NOT_TIMED(bytes)
void large__init(void) __attribute__((weak));
int large__run(void);
KDL_NOT_TIMED(large)
void tick__init(void) __attribute__((weak));
int tick__run(void);
KDL_NOT_TIMED(tick)
void bell_one__init(void) __attribute__((weak));
int bell_one__run(void);
KDL_NOT_TIMED(bell_one)
void bell_two__init(void) __attribute__((weak));
int bell_two__run(void);
KDL_NOT_TIMED(bell_two)
void nobody__init(void) __attribute__((weak));
int nobody__run(void);
KDL_NOT_TIMED(nobody)
void window__init(void) __attribute__((weak));
int window__run(void);
KDL_NOT_TIMED(window)
void spot__init(void) __attribute__((weak));
int spot__run(void);
KDL_NOT_TIMED(spot)
