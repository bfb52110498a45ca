/* The files that templates make, and what each template is told. */
#pragma once
#include "m4_data.h"
#include "plan.h"

struct m4_job {
    const char *template;               /* in the folder of templates, or "/": a connector's own */
    const char *output;
    const char *data_path;
    struct m4_data data;
    const struct connection *connection; /* whose connector the template belongs to, or NULL */
};
VEC_OF(m4_jobs, struct m4_job);

void collect_m4_jobs(const struct plan *plan, const char *directory, struct m4_jobs *jobs);
