/* Generated from component/component.h.m4 for type Client: do not edit. */
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
#line 24 "tests/templates/system.kdl"
#include "point.h"
#line 15 "tests/templates/system.kdl"
#include <stdint.h>

struct kdl_dataport;

extern const int number;
extern const char * text;
extern const bool yes;
extern const double ratio;
extern const int list[3];
extern const char * names[2];
extern const unsigned int allowed_smc_functions[1];
extern const int a;
#define text_DEF "it's [\074100%\076] \0441 k_instance\n"
#define yes_DEF true
#define ratio_DEF 0.10000000000000001
#define list_DEF {1, 2, 3}
#define names_DEF {"a", "b"}
#define allowed_smc_functions_DEF {2214592520}
#define a_DEF 1
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
int spare_add(int a, uint64_t b) __attribute__((weak));
double spare_mix(float x, bool *flag, char *c, const int16_t *step) __attribute__((weak));
void spare_nothing(void) __attribute__((weak));
void spare_nine(int a, int b, int c, int d, int e, int f, int g, int h, int i) __attribute__((weak));
camkes_error_handler_t words_register_error_handler(camkes_error_handler_t handler);
camkes_error_handler_t bytes_register_error_handler(camkes_error_handler_t handler);
camkes_error_handler_t large_register_error_handler(camkes_error_handler_t handler);
camkes_error_handler_t spare_register_error_handler(camkes_error_handler_t handler);
void tick_wait(void);
int tick_poll(void);
int tick_reg_callback(void (*callback)(void *), void *argument);
seL4_CPtr tick_notification(void);
int tick_acknowledge(void);
void tick_handle(void);
void ring_wait(void);
int ring_poll(void);
int ring_reg_callback(void (*callback)(void *), void *argument);
seL4_CPtr ring_notification(void);
int ring_acknowledge(void);
void ring_handle(void);
void other_tick_wait(void) __attribute__((weak));
int other_tick_poll(void) __attribute__((weak));
int other_tick_reg_callback(void (*callback)(void *), void *argument) __attribute__((weak));
seL4_CPtr other_tick_notification(void) __attribute__((weak));
int other_tick_acknowledge(void) __attribute__((weak));
void other_tick_handle(void) __attribute__((weak));
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
#line 34 "tests/templates/system.kdl"
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
int lock_lock(void);
int lock_unlock(void);
int count_wait(void);
int count_trywait(void);
int count_post(void);
int flag_wait(void);
int flag_trywait(void);
int flag_post(void);
void words__init(void) __attribute__((weak));
int words__run(void);
KDL_NOT_TIMED(words)
void bytes__init(void) __attribute__((weak));
int bytes__run(void);
KDL_NOT_TIMED(bytes)
void large__init(void) __attribute__((weak));
int large__run(void);
KDL_NOT_TIMED(large)
void spare__init(void) __attribute__((weak));
int spare__run(void);
KDL_NOT_TIMED(spare)
void tick__init(void) __attribute__((weak));
int tick__run(void);
KDL_NOT_TIMED(tick)
void ring__init(void) __attribute__((weak));
int ring__run(void);
KDL_NOT_TIMED(ring)
void other_tick__init(void) __attribute__((weak));
int other_tick__run(void);
KDL_NOT_TIMED(other_tick)
void window__init(void) __attribute__((weak));
int window__run(void);
KDL_NOT_TIMED(window)
void spot__init(void) __attribute__((weak));
int spot__run(void);
KDL_NOT_TIMED(spot)
