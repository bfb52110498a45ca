/*
 * The audit: facts that the plan promises, facts that the kernel printed, and their difference.
 *
 * The log has two dumps. The first is made while the root task still holds everything; the second
 * is what is left when everything has been given up, and is what is compared.
 */
#include "audit.h"

#include <stdlib.h>

#include "audit_facts.h"

static int by_place(const void *a, const void *b)
{
    const struct fact *x = a, *y = b;
    int places = strcmp(x->place, y->place);

    return places ? places : strcmp(x->what, y->what);
}

static size_t compare(struct audit *a, struct strbuf *out)
{
    size_t i = 0, j = 0, differences = 0;

    qsort(a->promised.at, a->promised.count, sizeof(struct fact), by_place);
    qsort(a->found.at, a->found.count, sizeof(struct fact), by_place);
    while (i < a->promised.count || j < a->found.count) {
        const struct fact *x = i < a->promised.count ? &a->promised.at[i] : NULL;
        const struct fact *y = j < a->found.count ? &a->found.at[j] : NULL;
        int order = !x ? 1 : !y ? -1 : strcmp(x->place, y->place);

        if (order < 0)
            strbuf_printf(out, "%s: missing: %s\n", x->place, x->what);
        else if (order > 0)
            strbuf_printf(out, "%s: not in the description: %s\n", y->place, y->what);
        else if (strcmp(x->what, y->what) != 0)
            strbuf_printf(out, "%s: is %s, should be %s\n", x->place, y->what, x->what);
        differences += order != 0 || strcmp(x->what, y->what) != 0;
        i += order <= 0;
        j += order >= 0;
    }
    return differences;
}

bool audit(struct plan *plan, const char *tables, const char *dump_file, struct strbuf *out)
{
    struct audit a = {.plan = plan, .tables = (const void *)tables};
    struct log_dump dumps[2] = {{{0}}};
    size_t differences;

    log_read(dump_file, dumps, 2);
    a.before = dumps[0];
    a.after = dumps[1];
    audit_learn(&a);
    audit_promise(&a);
    audit_find(&a);
    audit_untyped(&a);
    differences = compare(&a, out);
    if (differences)
        strbuf_printf(out, "audit of %s: %zu differences\n", plan->model->name, differences);
    else
        strbuf_printf(out, "audit of %s: the kernel holds what the description says "
                      "(%zu facts)\n", plan->model->name, a.promised.count);
    return differences == 0;
}
