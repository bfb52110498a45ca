/* The parts of an instance's address space, as m4 data; see emit_m4.c. */
#pragma once
#include "m4_data.h"
#include "plan.h"

void emit_areas(struct m4_data *data, const struct planned_instance *pi);

/* The rows of k_each_watched_area that are those of an instance; what is laid out alike has the
   same ones. By the position in plan->instances. */
struct watched_areas { size_t first, count; };
struct watched_areas *watched_area_rows(struct m4_data *data, const struct plan *plan);
