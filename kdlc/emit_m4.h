/* The files that templates make, and what each template is told. */
#pragma once
#include "m4_data.h"
#include "plan.h"
#include "spool.h"

struct m4_job {
    const char *template;               /* path */
    const char *folder, *name;          /* makes folder/name, and folder/<its stem>.m4 beside it */
    const struct variant *type;         /* those of one type may have one file; NULL: its own */
    struct m4_data data;                /* all that there is to know, until it is spooled */
    const struct names *names;          /* that it defines */
    struct spooled text;                /* data's */
    struct spooled input;               /* the part of it that the template asks for */
    struct spooled output;              /* what the template made of it */
    const struct connection *connection; /* whose connector the template belongs to, or NULL */
};
VEC_OF(m4_jobs, struct m4_job *);
