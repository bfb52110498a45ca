/* The parts of an instance's address space, as m4 data; see emit_m4.c. */
#pragma once
#include "m4_data.h"
#include "plan.h"

void emit_areas(struct m4_data *data, const struct plan *plan, const struct planned_instance *pi);
