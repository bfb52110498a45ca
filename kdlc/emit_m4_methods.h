/* The methods of procedures as data for the templates. */
#pragma once
#include "m4_data.h"
#include "model.h"

VEC_OF(procedures, const struct procedure *);

/*
 * Lists each_method, and for each method i each_in_<i>, each_out_<i>, each_local_<i>, for the
 * serving or the calling end. Columns: templates/lib/kdl.m4. The methods of several procedures
 * are numbered one after the other.
 */
void emit_methods(struct m4_data *data, const struct procedures *procedures, bool serving);

const char *method_formals(const struct method *method);
const char *method_result(const struct method *method);
