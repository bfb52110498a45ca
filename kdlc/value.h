/* Values of the model, as expressions and queries make them. */
#pragma once
#include "model.h"

struct value *value_new(enum value_kind kind, struct span span);
struct value *value_integer(int64_t i, struct span span);
struct value *value_real(double f, struct span span);
struct value *value_boolean(bool b, struct span span);
struct value *value_string(const char *s, struct span span);
struct value *value_at_place(const struct value *value, struct span span);  /* a copy, all there */
void value_put(struct value *dict, const char *key, struct value *value);   /* at its end */
