/* Generated from component/component.h.m4 for type Monitor: do not edit. */
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

extern const bool handles_faults;
#define handles_faults_DEF true
