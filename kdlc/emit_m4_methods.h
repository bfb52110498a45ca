/* The methods of a procedure as data for the templates. */
#pragma once
#include "m4_data.h"
#include "model.h"

/*
 * Lists each_method, and for each method i each_in_<i>, each_out_<i>, each_local_<i>, for the
 * serving or the calling end. Columns: templates/lib/kdl.m4.
 */
void emit_methods(struct m4_data *data, const struct procedure *procedure, bool serving);

const char *method_formals(const struct method *method);
const char *method_result(const struct method *method);
