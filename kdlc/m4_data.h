/*
 * Text that m4 reads as definitions. Every value passes through here, where it is quoted twice:
 * what a template puts into its output is never expanded again, whatever it says.
 * How the data looks to a template: templates/README.md.
 */
#pragma once
#include <stdint.h>

#include "strbuf.h"
#include "vec.h"

/* everything that is defined, in order; the last one ends at `end` */
struct m4_definition { const char *name; size_t start; };
VEC_OF(m4_definitions, struct m4_definition);
struct m4_data {
    struct strbuf text;
    struct m4_definitions definitions;
    size_t end;
};

void m4_begin(struct m4_data *data);
void m4_end(struct m4_data *data);

/* k_<name>() gives the value */
void m4_scalar(struct m4_data *data, const char *name, const char *value);

/*
 * k_each_<name>([<stub>]) gives stub(columns) for each row; rows only between begin and end.
 * A column that begins with ' (a kind, a mode, an index: a word out of which a template makes the
 * name of a macro) is quoted once only, and stands without the mark.
 */
void m4_list_begin(struct m4_data *data, const char *name);
void m4_row(struct m4_data *data, size_t count, const char *const *columns);
void m4_list_end(struct m4_data *data);
#define m4_rows(data, ...) \
    m4_row(data, sizeof (const char *[]){__VA_ARGS__} / sizeof(char *), \
           (const char *const[]){__VA_ARGS__})

/* a string as C source, with its quotes; backslashes in it mean what they mean in C */
const char *c_string(const char *s);
const char *c_number(uint64_t n);       /* decimal */
const char *c_address(uint64_t n);      /* hexadecimal, unsigned long */
