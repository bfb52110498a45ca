/* Generated from component/component.h.m4 for type Caller: do not edit. */
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
#line 14 "tests/templates/system.kdl"
#include "point.h"
#line 15 "tests/templates/system.kdl"
#include <stdint.h>

struct kdl_dataport;

char * direct_greet(const char *name, char **other, char **both, char **fixed);
size_t direct_arrays(size_t a_sz, const int *a, size_t *b_sz, uint8_t **b, size_t *c_sz, double **c, const size_t *d_sz, char **d);
void direct_lists(size_t a_sz, char **a, size_t *b_sz, char ***b, size_t *c_sz, char ***c, const size_t *d_sz, char ***d);
#line 19 "tests/templates/system.kdl"
struct point direct_move(struct point p, struct point *q, struct point *r, const struct point *s);
int direct_fill(size_t size, size_t *data_sz, char **data);
camkes_error_handler_t direct_register_error_handler(camkes_error_handler_t handler);
void direct__init(void) __attribute__((weak));
int direct__run(void);
KDL_NOT_TIMED(direct)
